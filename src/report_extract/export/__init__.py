"""Reports into the forms that others read."""
