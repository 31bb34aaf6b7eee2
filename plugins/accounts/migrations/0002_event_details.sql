-- What the server wrote in English becomes codes, which the pages word in the language of who reads.
update security_events set details = 'by-colleague' where details = 'by a colleague';
update security_events set details = regexp_replace(details, '^(\d+) others$', 'others:\1') where details ~ '^\d+ others$';

-- down
update security_events set details = 'by a colleague' where details = 'by-colleague';
update security_events set details = regexp_replace(details, '^others:(\d+)$', '\1 others') where details ~ '^others:\d+$';
