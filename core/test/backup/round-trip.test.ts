import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { backUp, emptyShop, filledShop, restore, rowsOf } from './fixtures/shop.ts'

t.setTimeout(300_000)

const everyType = `
  create extension if not exists citext;
  create type metal as enum ('gold', 'platinum');
  create type dimensions as (width numeric, depth numeric);
  create domain carat as numeric(8, 3) check (value >= 0);
  create table everything (
    id bigint generated always as identity primary key,
    serial serial,
    small smallint, price bigint, exact numeric, scaled numeric(12, 3), single real, double double precision,
    flag boolean, bytes bytea, plain text, short varchar(40), padded char(6), insensitive citext,
    document jsonb, verbatim json, markup xml,
    day date, clock time, zoned timetz, local timestamp, moment timestamptz, milli timestamptz(3), span interval,
    ident uuid, address inet, network cidr, mac macaddr, bits varbit, place point, vector tsvector,
    metal metal, size dimensions, weight carat,
    tags text[], matrix int[][], moments timestamptz[], metals metal[], documents jsonb[],
    period tstzrange, numbers int4range,
    "Mixed ""Case"" column" text,
    doubled numeric generated always as (exact * 2) stored,
    folded text generated always as (lower(plain)) stored
  )`

const rich = `insert into everything values (
  default, default, -32768, 9007199254740993, 123456789012345678901234567890.000000000000000001, 12.5,
  'NaN', 1.7976931348623157e308, true, '\\x00ff5c0a0d09', e'tab\\there, line\\nbreak, back\\\\slash, \\\\N and \\\\.', 'short', 'ab', 'ÄÖ',
  '{"b": 1, "a": [null, "\\u00e9", 1e30]}', '{ "b":1,  "b":2 }', '<a b="c">é</a>',
  '0044-03-15 BC', '23:59:59.999999', '23:59:59+05:30', '294276-12-31 23:59:59.999999', '2024-02-29 12:00:00.123456+02', '2024-02-29 12:00:00.123+02', '-1 year 2 mons -3 days 04:05:06.7',
  'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '::1/64', '10.0.0.0/8', '08:00:2b:01:02:03', b'10110', '(1.5,-2)', 'a:1 fat:2',
  'gold', '(1.50,)', 1.2,
  '{"a,b","c\\"d",NULL,"","NULL"}', '{{1,2},{3,NULL}}', '{2024-02-29 12:00:00+00,infinity}', '{gold,NULL}', array['{"x": "y"}'::jsonb],
  '[2024-01-01,)', 'empty', 'mixed')`

t.test('every column type comes back as it was', async (t) => {
  const shop = await filledShop(t, everyType)
  await shop.query(rich)
  await shop.query(
    `insert into everything (plain) values (''), (null), ('\\N'), (E'\\\\.'), (E'\\r\\n\\t\\b\\f\\v')`,
  )
  await shop.query(`insert into everything (single, double, local) values ('-0', 'Infinity', '-infinity')`)
  const file = await backUp(t, shop)
  const target = await emptyShop(t)
  const report = await restore(file, target, everyType)

  t.same(await rowsOf(target, 'everything'), await rowsOf(shop, 'everything'))
  t.same(report.rowsOf, { 'bezel_core.migrations': 1, 'public.everything': 7 })
  t.same(report, file.report, 'making and restoring count the same')
  const insert = `insert into everything (plain) values ('next') returning id, serial`
  t.same(await target.query(insert), await shop.query(insert), 'identity and serial columns go on counting')
})

t.test('text that breaks programs comes back byte for byte', async (t) => {
  const schema = 'create table notes (n int primary key, body text not null)'
  const shop = await filledShop(t, schema)
  const blns = new URL('../../../../shared/data/contacts/blns.json', import.meta.url)
  if (!existsSync(blns)) t.comment('The list of naughty strings is absent: only the own ones are tried')
  const listed = existsSync(blns) ? (JSON.parse(readFileSync(blns, 'utf8')) as string[]) : []
  const own = [
    '',
    '\\.',
    '\\N',
    '\n',
    '\r',
    '\\',
    '\\\n',
    '\u{1F48D}'.repeat(1000),
    'é',
    'é',
    '\u202eRTL',
    '\u0001',
    "';--",
  ]
  const bodies = [...own, ...listed.filter((text) => !text.includes('\0'))]
  await shop.query('insert into notes select ordinality, b from unnest($1::text[]) with ordinality as x(b)', [
    bodies,
  ])
  const target = await emptyShop(t)
  await restore(await backUp(t, shop), target, schema)
  const found = await target.query<{ body: string }>('select body from notes order by n')
  t.same(
    found.map((row) => row.body),
    bodies,
  )
})

const cycles = `
  create table stores (id int primary key, manager_id int not null);
  create table people (id int primary key, store_id int not null, boss_id int references people (id) on delete set null);
  alter table stores add constraint stores_manager foreign key (manager_id) references people (id) deferrable initially deferred;
  alter table people add constraint people_store foreign key (store_id) references stores (id) not valid;
  comment on constraint stores_manager on stores is 'It''s the boss';
  create table log (entry text);
  create function note() returns trigger language plpgsql as $$ begin insert into log values (tg_name); return new; end $$;
  create trigger on_person after insert on people for each row execute function note();
  create trigger always_person after insert on people for each row execute function note();
  create trigger never_person after insert on people for each row execute function note();
  alter table people enable always trigger always_person;
  alter table people disable trigger never_person;`

const rules = `
  select conname || ' ' || pg_get_constraintdef(oid) || ' ' || coalesce(obj_description(oid), '') as rule from pg_constraint
    where conrelid in ('stores'::regclass, 'people'::regclass) and contype = 'f'
  union all select tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal order by 1`

t.test(
  'tables that refer to each other in a circle are restored, with their rules as they were',
  async (t) => {
    const shop = await filledShop(t, cycles)
    await shop.query(`begin; insert into stores values (1, 10), (2, 20);
    insert into people values (10, 1, null), (11, 1, 10), (20, 2, 10); commit`)
    const target = await emptyShop(t)
    await restore(await backUp(t, shop), target, cycles)
    t.same(await rowsOf(target, 'people'), await rowsOf(shop, 'people'))
    t.same(await rowsOf(target, 'log'), await rowsOf(shop, 'log'), 'no trigger added rows of its own')
    t.same(await target.query(rules), await shop.query(rules))
    await t.rejects(target.query('insert into people values (12, 3, null)'), { code: '23503' })
  },
)

const special = `
  create table sales (at date not null, amount int not null) partition by range (at);
  create table sales_2024 partition of sales for values from ('2024-01-01') to ('2025-01-01');
  create table sales_rest partition of sales default;
  create function double() returns trigger language plpgsql as $$ begin new.amount := new.amount * 2; return new; end $$;
  create materialized view totals as select count(*) as sales, sum(amount) as amount from sales;
  create table "Odd ""name""; drop table sales" ("select" int primary key);
  create sequence numbers increment 5 minvalue 3 maxvalue 8 start 3;
  create sequence untouched start 7;`

t.test('partitions, materialized views, sequences and odd names are restored', async (t) => {
  const shop = await filledShop(t, special)
  await shop.query(`insert into sales values ('2024-05-01', 1), ('2025-05-01', 2), ('1999-01-01', 3);
    insert into "Odd ""name""; drop table sales" values (1); select nextval('numbers'), nextval('numbers')`)
  const target = await emptyShop(t)
  const schema = `${special}
    create trigger doubles before insert on sales_2024 for each row execute function double()`
  await restore(await backUp(t, shop), target, schema)
  t.same(
    await rowsOf(target, 'sales'),
    await rowsOf(shop, 'sales'),
    'not changed by a trigger of a partition',
  )
  t.same(await target.query('select sales::int, amount::int from totals'), [{ sales: 3, amount: 6 }])
  t.equal((await rowsOf(target, '"Odd ""name""; drop table sales"')).length, 1)
  await t.rejects(
    target.query(`select nextval('numbers')`),
    { code: '2200H' },
    'an exhausted sequence stays so',
  )
  t.same(await target.query(`select nextval('untouched')::int as n`), [{ n: 7 }])
})
