"""GiNZA's analysis of repaired text, and the bunsetsu, predicates and arguments read from it.

To import ``spacy`` is to import its command line too, with all that it downloads and trains by: two fifths of the time.
Here it is imported without.
"""

from report_extract.analysis import start as start
