-- Ring sizes are written as the country of a store writes them.
alter table stores add column ring_sizes text not null default 'us';

-- Gold has a price at the same moment in every currency.
alter table spot_prices drop constraint spot_prices_metal_at_key;
alter table spot_prices add unique (metal, at, price_per_ounce_currency);

-- down
alter table spot_prices drop constraint spot_prices_metal_at_price_per_ounce_currency_key;
delete from spot_prices s using spot_prices other where other.metal = s.metal and other.at = s.at and other.id < s.id;
alter table spot_prices add unique (metal, at);
alter table stores drop column ring_sizes;
