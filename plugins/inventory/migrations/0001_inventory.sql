create table suppliers (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name text collate "und-x-icu" not null,
  code text collate "und-x-icu" not null unique,
  email citext,
  phone text,
  website text collate "und-x-icu",
  memo_terms text collate "und-x-icu",
  notes text collate "und-x-icu",
  custom jsonb not null default '{}',
  search_document tsvector generated always as (
    setweight(to_tsvector('simple', bezel_core.words(name)), 'A') ||
    setweight(to_tsvector('simple', bezel_core.words(code)), 'B')
  ) stored,
  search_text text generated always as (bezel_core.fold(name || ' ' || code)) stored
);
create index suppliers_search_document on suppliers using gin (search_document);
create index suppliers_search_text on suppliers using gin (search_text gin_trgm_ops);

create table styles (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  style_number text collate "und-x-icu" not null unique,
  name text collate "und-x-icu" not null,
  category text,
  line text collate "und-x-icu",
  description text collate "und-x-icu",
  retail_price_amount bigint check (retail_price_amount >= 0),
  retail_price_currency text,
  photo_id uuid references files (id),
  supplier_id uuid references suppliers (id),
  tags text[] not null default '{}',
  custom jsonb not null default '{}',
  search_document tsvector generated always as (
    setweight(to_tsvector('simple', bezel_core.words(style_number || ' ' || name)), 'A') ||
    setweight(to_tsvector('simple', bezel_core.words(coalesce(line, ''))), 'C') ||
    setweight(to_tsvector('simple', bezel_core.words(coalesce(description, ''))), 'D')
  ) stored,
  search_text text generated always as (bezel_core.fold(style_number || ' ' || name || ' ' || coalesce(line, '') || ' ' || coalesce(description, ''))) stored,
  check ((retail_price_amount is null) = (retail_price_currency is null))
);
create index styles_search_document on styles using gin (search_document);
create index styles_search_text on styles using gin (search_text gin_trgm_ops);
create index styles_supplier on styles (supplier_id, id);

create table stores (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name text collate "und-x-icu" not null,
  code text collate "und-x-icu" not null unique,
  phone text,
  city text collate "und-x-icu",
  custom jsonb not null default '{}',
  search_document tsvector generated always as (setweight(to_tsvector('simple', bezel_core.words(name)), 'A')) stored,
  search_text text generated always as (bezel_core.fold(name)) stored
);
create index stores_search_document on stores using gin (search_document);
create index stores_search_text on stores using gin (search_text gin_trgm_ops);

create table locations (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  store_id uuid not null references stores (id),
  name text collate "und-x-icu" not null,
  code text collate "und-x-icu" not null unique,
  type text not null default 'case',
  custom jsonb not null default '{}',
  search_document tsvector generated always as (setweight(to_tsvector('simple', bezel_core.words(name)), 'A')) stored,
  search_text text generated always as (bezel_core.fold(name)) stored
);
create index locations_search_document on locations using gin (search_document);
create index locations_search_text on locations using gin (search_text gin_trgm_ops);
create index locations_store on locations (store_id, id);

create table pieces (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  item_number text collate "und-x-icu" not null unique,
  name text collate "und-x-icu" not null,
  style_id uuid references styles (id),
  ownership text not null default 'owned',
  status text not null default 'in_stock',
  resumes text,
  store_id uuid not null references stores (id),
  location_id uuid references locations (id),
  supplier_id uuid references suppliers (id),
  supplier_reference text collate "und-x-icu",
  barcode text collate "und-x-icu" unique,
  epc text collate "und-x-icu" unique,
  serial_number text collate "und-x-icu",
  ring_size bigint check (ring_size >= 3000),
  gross_weight bigint check (gross_weight >= 0),
  cost_amount bigint check (cost_amount >= 0),
  cost_currency text,
  labour_cost_amount bigint check (labour_cost_amount >= 0),
  labour_cost_currency text,
  other_cost_amount bigint check (other_cost_amount >= 0),
  other_cost_currency text,
  price_amount bigint check (price_amount >= 0),
  price_currency text,
  received_on date,
  status_since timestamptz(3),
  photo_id uuid references files (id),
  notes text collate "und-x-icu",
  custom jsonb not null default '{}',
  search_document tsvector generated always as (
    setweight(to_tsvector('simple', bezel_core.words(item_number || ' ' || name || ' ' || coalesce(barcode, ''))), 'A') ||
    setweight(to_tsvector('simple', bezel_core.words(coalesce(supplier_reference, '') || ' ' || coalesce(serial_number, ''))), 'B')
  ) stored,
  search_text text generated always as (bezel_core.fold(item_number || ' ' || name || ' ' || coalesce(supplier_reference, '') || ' ' || coalesce(barcode, '') || ' ' || coalesce(serial_number, ''))) stored,
  check ((cost_amount is null) = (cost_currency is null)),
  check ((labour_cost_amount is null) = (labour_cost_currency is null)),
  check ((other_cost_amount is null) = (other_cost_currency is null)),
  check ((price_amount is null) = (price_currency is null)),
  constraint pieces_costs_in_one_currency check (cost_currency = labour_cost_currency and cost_currency = other_cost_currency and labour_cost_currency = other_cost_currency)
);
create index pieces_search_document on pieces using gin (search_document);
create index pieces_search_text on pieces using gin (search_text gin_trgm_ops);
create index pieces_style on pieces (style_id, id);
create index pieces_store on pieces (store_id, id);
create index pieces_location on pieces (location_id, id);
create index pieces_supplier on pieces (supplier_id, id);

create table stones (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  stock_number text collate "und-x-icu" unique,
  species text collate "und-x-icu" not null default 'diamond',
  origin text,
  shape text,
  carat bigint not null check (carat >= 1),
  color text collate "und-x-icu",
  fancy_hue text collate "und-x-icu",
  fancy_intensity text,
  fancy_overtone text collate "und-x-icu",
  clarity text,
  lab_grown_class text,
  cut text,
  polish text,
  symmetry text,
  fluorescence text,
  fluorescence_color text,
  depth bigint check (depth >= 0),
  "table" bigint check ("table" >= 0),
  length bigint check (length >= 0),
  width bigint check (width >= 0),
  height bigint check (height >= 0),
  girdle_thin text,
  girdle_thick text,
  culet text,
  lab text collate "und-x-icu",
  certificate_number text collate "und-x-icu",
  price_amount bigint check (price_amount >= 0),
  price_currency text,
  price_per_carat_amount bigint check (price_per_carat_amount >= 0),
  price_per_carat_currency text,
  cost_amount bigint check (cost_amount >= 0),
  cost_currency text,
  ownership text not null default 'owned',
  status text not null default 'in_stock',
  resumes text,
  status_since timestamptz(3),
  store_id uuid references stores (id),
  location_id uuid references locations (id),
  supplier_id uuid references suppliers (id),
  received_on date,
  treatment text collate "und-x-icu",
  comments text collate "und-x-icu",
  certificate_url text collate "und-x-icu",
  image_url text collate "und-x-icu",
  video_url text collate "und-x-icu",
  tags text[] not null default '{}',
  custom jsonb not null default '{}',
  search_document tsvector generated always as (
    setweight(to_tsvector('simple', bezel_core.words(coalesce(stock_number, '') || ' ' || coalesce(certificate_number, ''))), 'A') ||
    setweight(to_tsvector('simple', bezel_core.words(species)), 'C') ||
    setweight(to_tsvector('simple', bezel_core.words(coalesce(comments, ''))), 'D')
  ) stored,
  search_text text generated always as (bezel_core.fold(coalesce(stock_number, '') || ' ' || species || ' ' || coalesce(certificate_number, '') || ' ' || coalesce(comments, ''))) stored,
  check ((price_amount is null) = (price_currency is null)),
  check ((price_per_carat_amount is null) = (price_per_carat_currency is null)),
  check ((cost_amount is null) = (cost_currency is null))
);
create index stones_search_document on stones using gin (search_document);
create index stones_search_text on stones using gin (search_text gin_trgm_ops);
create index stones_store on stones (store_id, id);
create index stones_location on stones (location_id, id);
create index stones_supplier on stones (supplier_id, id);

create table parcels (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  parcel_number text collate "und-x-icu" not null unique,
  description text collate "und-x-icu",
  species text collate "und-x-icu" not null default 'diamond',
  shape text,
  color text collate "und-x-icu",
  clarity text collate "und-x-icu",
  size text collate "und-x-icu",
  count bigint not null default 0 check (count >= 0),
  carat bigint not null default 0 check (carat >= 0),
  cost_per_carat_amount bigint check (cost_per_carat_amount >= 0),
  cost_per_carat_currency text,
  store_id uuid not null references stores (id),
  location_id uuid references locations (id),
  supplier_id uuid references suppliers (id),
  custom jsonb not null default '{}',
  search_document tsvector generated always as (
    setweight(to_tsvector('simple', bezel_core.words(parcel_number)), 'A') ||
    setweight(to_tsvector('simple', bezel_core.words(coalesce(description, ''))), 'B')
  ) stored,
  search_text text generated always as (bezel_core.fold(parcel_number || ' ' || coalesce(description, ''))) stored,
  check ((cost_per_carat_amount is null) = (cost_per_carat_currency is null))
);
create index parcels_search_document on parcels using gin (search_document);
create index parcels_search_text on parcels using gin (search_text gin_trgm_ops);
create index parcels_store on parcels (store_id, id);
create index parcels_location on parcels (location_id, id);
create index parcels_supplier on parcels (supplier_id, id);

create table certificates (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  stone_id uuid references stones (id),
  lab text collate "und-x-icu" not null,
  number text collate "und-x-icu" not null,
  type text,
  issued_on date,
  inscription text collate "und-x-icu",
  document_id uuid references files (id),
  lab_answer jsonb,
  verified_at timestamptz(3),
  custom jsonb not null default '{}',
  search_document tsvector generated always as (setweight(to_tsvector('simple', bezel_core.words(number)), 'A')) stored,
  search_text text generated always as (bezel_core.fold(number)) stored
);
create index certificates_search_document on certificates using gin (search_document);
create index certificates_search_text on certificates using gin (search_text gin_trgm_ops);
create index certificates_stone on certificates (stone_id, id);

create table alloys (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name text collate "und-x-icu" not null,
  code text collate "und-x-icu" not null unique,
  metal text not null,
  color text,
  fineness bigint not null check (fineness >= 0),
  stamp text collate "und-x-icu",
  custom jsonb not null default '{}',
  search_document tsvector generated always as (setweight(to_tsvector('simple', bezel_core.words(name)), 'A')) stored,
  search_text text generated always as (bezel_core.fold(name)) stored
);
create index alloys_search_document on alloys using gin (search_document);
create index alloys_search_text on alloys using gin (search_text gin_trgm_ops);

create table spot_prices (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  metal text not null,
  at timestamptz(3) not null,
  price_per_ounce_amount bigint not null check (price_per_ounce_amount >= 1),
  price_per_ounce_currency text not null,
  source text collate "und-x-icu"
);

create table price_rules (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name text collate "und-x-icu" not null unique,
  active boolean not null default true,
  category text collate "und-x-icu",
  parameters jsonb not null,
  last_run_at timestamptz(3),
  custom jsonb not null default '{}'
);

create table memos (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  number text collate "und-x-icu" not null unique,
  direction text not null,
  status text not null default 'draft',
  store_id uuid not null references stores (id),
  supplier_id uuid references suppliers (id),
  counterparty text collate "und-x-icu",
  issued_on date,
  due_on date,
  risk_of_loss text,
  terms text collate "und-x-icu",
  signature_id uuid references files (id),
  custom jsonb not null default '{}',
  search_document tsvector generated always as (
    setweight(to_tsvector('simple', bezel_core.words(number)), 'A') ||
    setweight(to_tsvector('simple', bezel_core.words(coalesce(counterparty, ''))), 'B')
  ) stored,
  search_text text generated always as (bezel_core.fold(number || ' ' || coalesce(counterparty, ''))) stored
);
create index memos_search_document on memos using gin (search_document);
create index memos_search_text on memos using gin (search_text gin_trgm_ops);
create index memos_store on memos (store_id, id);
create index memos_supplier on memos (supplier_id, id);

create table transfers (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  number text collate "und-x-icu" not null unique,
  from_store_id uuid not null references stores (id),
  to_store_id uuid not null references stores (id),
  status text not null default 'draft',
  sent_at timestamptz(3),
  received_at timestamptz(3),
  reason text collate "und-x-icu",
  custom jsonb not null default '{}',
  search_document tsvector generated always as (setweight(to_tsvector('simple', bezel_core.words(number)), 'A')) stored,
  search_text text generated always as (bezel_core.fold(number)) stored
);
create index transfers_search_document on transfers using gin (search_document);
create index transfers_search_text on transfers using gin (search_text gin_trgm_ops);
create index transfers_from_store on transfers (from_store_id, id);
create index transfers_to_store on transfers (to_store_id, id);

create table stock_counts (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name text collate "und-x-icu" not null,
  store_id uuid not null references stores (id),
  location_id uuid references locations (id),
  status text not null default 'open',
  closed_at timestamptz(3),
  report jsonb,
  custom jsonb not null default '{}',
  search_document tsvector generated always as (setweight(to_tsvector('simple', bezel_core.words(name)), 'A')) stored,
  search_text text generated always as (bezel_core.fold(name)) stored
);
create index stock_counts_search_document on stock_counts using gin (search_document);
create index stock_counts_search_text on stock_counts using gin (search_text gin_trgm_ops);
create index stock_counts_store on stock_counts (store_id, id);
create index stock_counts_location on stock_counts (location_id, id);

create table movements (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  at timestamptz(3) not null,
  type text collate "und-x-icu" not null,
  piece_id uuid references pieces (id) on delete cascade,
  stone_id uuid references stones (id) on delete cascade,
  parcel_id uuid references parcels (id) on delete cascade,
  from_status text,
  to_status text,
  from_ownership text,
  to_ownership text,
  from_location_id uuid references locations (id),
  to_location_id uuid references locations (id),
  from_resumes text,
  to_resumes text,
  store_id uuid references stores (id),
  book_cost_amount bigint check (book_cost_amount >= 0),
  book_cost_currency text,
  count_change bigint check (count_change >= -1000000),
  carat_change bigint,
  counterparty text collate "und-x-icu",
  reason text collate "und-x-icu",
  actor text collate "und-x-icu" not null,
  document text collate "und-x-icu",
  check ((book_cost_amount is null) = (book_cost_currency is null))
);
-- Of one thing no two rows have the same instant, so the last one before any instant is found by these alone.
create unique index movements_piece on movements (piece_id, at desc);
create unique index movements_stone on movements (stone_id, at desc);
create unique index movements_parcel on movements (parcel_id, at desc);
create index movements_from_location on movements (from_location_id, id);
create index movements_to_location on movements (to_location_id, id);
create index movements_store on movements (store_id, id);

create table stock_scans (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  stock_count_id uuid not null references stock_counts (id),
  code text collate "und-x-icu" not null,
  at timestamptz(3) not null,
  location_id uuid references locations (id),
  actor text collate "und-x-icu" not null,
  parcel_id uuid references parcels (id),
  count bigint check (count >= 0),
  carat bigint check (carat >= 0)
);
create index stock_scans_parcel on stock_scans (parcel_id, id);
create index stock_scans_stock_count on stock_scans (stock_count_id, id);
create index stock_scans_location on stock_scans (location_id, id);

create table price_changes (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  piece_id uuid not null references pieces (id),
  price_rule_id uuid references price_rules (id),
  at timestamptz(3) not null,
  before_amount bigint check (before_amount >= 0),
  before_currency text,
  after_amount bigint not null check (after_amount >= 0),
  after_currency text not null,
  explanation jsonb not null,
  actor text collate "und-x-icu" not null,
  check ((before_amount is null) = (before_currency is null))
);
create index price_changes_piece on price_changes (piece_id, id);
create index price_changes_price_rule on price_changes (price_rule_id, id);

create table piece_metals (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  piece_id uuid not null references pieces (id),
  alloy_id uuid not null references alloys (id),
  gross_weight bigint check (gross_weight >= 0),
  net_weight bigint not null check (net_weight >= 0)
);
create index piece_metals_piece on piece_metals (piece_id, id);
create index piece_metals_alloy on piece_metals (alloy_id, id);

create table piece_stones (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  piece_id uuid not null references pieces (id),
  stone_id uuid references stones (id),
  parcel_id uuid references parcels (id),
  species text collate "und-x-icu" not null default 'diamond',
  shape text,
  count bigint not null default 1 check (count >= 1),
  carat bigint check (carat >= 0),
  setting text not null default 'set',
  position text collate "und-x-icu",
  cost_amount bigint check (cost_amount >= 0),
  cost_currency text,
  removed_at timestamptz(3),
  check ((cost_amount is null) = (cost_currency is null))
);
create index piece_stones_piece on piece_stones (piece_id, id);
create index piece_stones_stone on piece_stones (stone_id, id);
create index piece_stones_parcel on piece_stones (parcel_id, id);

create table piece_components (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  piece_id uuid not null references pieces (id),
  component_id uuid not null references pieces (id),
  removed_at timestamptz(3)
);
create index piece_components_piece on piece_components (piece_id, id);
create index piece_components_component on piece_components (component_id, id);

create table piece_findings (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  piece_id uuid not null references pieces (id),
  description text collate "und-x-icu" not null,
  count bigint not null default 1 check (count >= 1),
  alloy_id uuid references alloys (id)
);
create index piece_findings_piece on piece_findings (piece_id, id);
create index piece_findings_alloy on piece_findings (alloy_id, id);

create table memo_lines (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  memo_id uuid not null references memos (id),
  piece_id uuid references pieces (id),
  stone_id uuid references stones (id),
  value_amount bigint not null check (value_amount >= 0),
  value_currency text not null,
  status text not null default 'listed',
  note text collate "und-x-icu"
);
create index memo_lines_memo on memo_lines (memo_id, id);
create index memo_lines_piece on memo_lines (piece_id, id);
create index memo_lines_stone on memo_lines (stone_id, id);

create table transfer_lines (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  transfer_id uuid not null references transfers (id),
  piece_id uuid references pieces (id),
  stone_id uuid references stones (id),
  received text not null default 'open'
);
create index transfer_lines_transfer on transfer_lines (transfer_id, id);
create index transfer_lines_piece on transfer_lines (piece_id, id);
create index transfer_lines_stone on transfer_lines (stone_id, id);

-- The default filters and orders of the lists, each with the index that serves it.
create index stones_grade on stones (cut, clarity, carat);
create index stones_price on stones (price_amount, id);
create index stones_carat on stones (carat, id);
create index pieces_status on pieces (status, store_id, id);
create index movements_at on movements (at, id);
create index spot_prices_latest on spot_prices (metal, at desc);

-- A report is known by its laboratory and number; a price by its metal and moment; a scan counts once.
alter table certificates add unique (lab, number);
alter table spot_prices add unique (metal, at);
alter table stock_scans add unique (stock_count_id, code);

-- What is counted can be used up, but never more than that.
alter table parcels add constraint parcels_weigh_what_they_hold check ((count = 0) = (carat = 0));
alter table piece_metals add check (gross_weight is null or gross_weight >= net_weight);
alter table memo_lines add check (num_nonnulls(piece_id, stone_id) = 1);
alter table transfer_lines add check (num_nonnulls(piece_id, stone_id) = 1);
alter table transfers add check (from_store_id <> to_store_id);
alter table movements add check (num_nonnulls(piece_id, stone_id, parcel_id) = 1);
-- Nothing is in two pieces at once.
create unique index piece_stones_set on piece_stones (stone_id) where removed_at is null;
create unique index piece_components_set on piece_components (component_id) where removed_at is null;
alter table piece_components add check (piece_id <> component_id);

-- What a scanner reads: numbers in any case, and the keys of EPC and GS1 codes, which several writings share.
create index pieces_item_number_read on pieces (upper(item_number));
create index pieces_barcode_read on pieces (upper(barcode));
create index stones_stock_number_read on stones (upper(stock_number));
create index stones_certificate_number_read on stones (upper(certificate_number));
create index certificates_number_read on certificates (upper(number));
create index parcels_number_read on parcels (upper(parcel_number));
create table piece_codes (
  key text not null,
  piece_id uuid not null references pieces (id) on delete cascade,
  primary key (key, piece_id)
);
create unique index piece_codes_epc on piece_codes (key) where key like 'epc:%';
create index piece_codes_piece on piece_codes (piece_id);
create index styles_photo on styles (photo_id);
create index pieces_photo on pieces (photo_id);
create index certificates_document on certificates (document_id);
create index memos_signature on memos (signature_id);

-- The ledger only grows. With what was entered by mistake its receipt goes too, as long as nothing else happened to it.
create function movements_only_grow() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from pieces where id = old.piece_id)
    and not exists (select from stones where id = old.stone_id) and not exists (select from parcels where id = old.parcel_id) then
    if old.type = 'receive' then
      return old;
    end if;
    raise exception 'The ledger tells what happened to it.' using errcode = '23503', detail = 'It is still referenced from table "movements".';
  end if;
  raise exception 'The stock ledger only grows: record a correcting movement instead.' using errcode = '23514', constraint = 'movements_only_grow';
end $$;
create trigger movements_only_grow before update or delete on movements
  for each row execute function movements_only_grow();

-- down
drop trigger movements_only_grow on movements;
drop function movements_only_grow();
drop table piece_codes;
drop table piece_components;
drop table transfer_lines;
drop table memo_lines;
drop table piece_findings;
drop table piece_stones;
drop table piece_metals;
drop table price_changes;
drop table stock_scans;
drop table movements;
drop table stock_counts;
drop table transfers;
drop table memos;
drop table price_rules;
drop table spot_prices;
drop table alloys;
drop table certificates;
drop table parcels;
drop table stones;
drop table pieces;
drop table locations;
drop table stores;
drop table styles;
drop table suppliers;
