"""Pages that show reports as data: plain view models of records, and the HTML, CSS and JavaScript that draw them."""
