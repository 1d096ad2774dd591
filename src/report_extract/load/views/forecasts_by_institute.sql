-- How many forecasts each institute makes, by certainty and the year in which the horizon begins, where it is on the calendar
SELECT institute, certainty, horizon_year, count(*) AS forecasts, count("condition") AS conditional,
    count(DISTINCT doc_id) AS reports
FROM (
    SELECT institute, certainty, "condition", doc_id,
        CASE WHEN substr(horizon, 1, 1) IN ('1', '2') THEN substr(horizon, 1, 4) END AS horizon_year
    FROM forecasts
) dated
GROUP BY institute, certainty, horizon_year
