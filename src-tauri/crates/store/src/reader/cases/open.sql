SELECT body
FROM cases.cases INDEXED BY cases_ledger
WHERE stage IN ('recording', 'pendingTriage', 'assigned', 'inProgress')
ORDER BY day DESC, ordinal, count, recorded_at DESC, id
