-- Rows that went on about the record above them, and what of the file found no place.
alter table imports add column continued bigint not null default 0, add column remarks text collate "und-x-icu";

-- down
alter table imports drop column continued, drop column remarks;
