"""The files that are read, by their suffix; apart from the readers, which take long to import."""

TEXT = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown"}
SUFFIXES = {**TEXT, ".pdf": "application/pdf", ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}  # fmt: skip
