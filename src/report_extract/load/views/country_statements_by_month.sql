-- How many claims of each kind are made about a country, by the month of the report
SELECT country, iso3166, month, type, certainty, polarity, count(*) AS claims, count(DISTINCT doc_id) AS reports
FROM country_statements
GROUP BY country, iso3166, month, type, certainty, polarity
