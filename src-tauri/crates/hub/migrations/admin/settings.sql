-- What the safety of the hub rests on; and ways in over the network that ask for no SCRAM password.
SELECT name, setting FROM pg_settings
    WHERE name IN ('data_checksums', 'ssl', 'password_encryption', 'synchronous_commit',
                   'idle_in_transaction_session_timeout', 'fsync', 'full_page_writes')
    ORDER BY name;
SELECT 'open_lines', count(*) FROM pg_hba_file_rules
    WHERE type <> 'local' AND auth_method NOT IN ('scram-sha-256', 'cert', 'reject');
