alter table styles add column photos uuid[] not null default '{}';
alter table pieces add column photos uuid[] not null default '{}';

-- Who sees a record sees its photographs, so a file is looked up by the lists that show it.
create index styles_photos on styles using gin (photos);
create index pieces_photos on pieces using gin (photos);

-- down
alter table pieces drop column photos;
alter table styles drop column photos;
