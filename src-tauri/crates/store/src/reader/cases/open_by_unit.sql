SELECT unit, count(*), sum(due > 0 AND due < ?1)
FROM cases.cases
WHERE stage IN ('assigned', 'inProgress') AND unit <> x''
GROUP BY unit
ORDER BY unit
