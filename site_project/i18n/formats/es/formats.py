"""Spanish as it is written in the United States: numbers like 1,234.5 (CLDR, es_US), not like 1.234,5."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
