"""Reports there and back: JSON lines, brat, doccano, Label Studio, UIMA CAS."""
