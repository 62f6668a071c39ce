-- The house whose journal it is, and the hash before its first row.
INSERT INTO hotline.head (one, house, layout, pos, hash) VALUES (true, :'house', 1, 0, decode(:'zero', 'hex'));
