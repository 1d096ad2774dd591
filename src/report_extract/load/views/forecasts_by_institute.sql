-- How many forecasts each institute makes, by certainty and year of the horizon
SELECT institute, certainty, substr(horizon, 1, 4) AS horizon_year, count(*) AS forecasts,
    count("condition") AS conditional, count(DISTINCT doc_id) AS reports
FROM forecasts
GROUP BY institute, certainty, substr(horizon, 1, 4)
