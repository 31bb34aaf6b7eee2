-- Pictures of a design that other systems keep: shop exports bring one address per row.
alter table styles add column image_urls text[] not null default '{}';

-- down
alter table styles drop column image_urls;
