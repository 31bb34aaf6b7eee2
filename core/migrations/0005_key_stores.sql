-- A key reaches no further than who made it. Null: all stores, as every key made before could.
alter table api_keys add column stores uuid[];

-- down
alter table api_keys drop column stores;
