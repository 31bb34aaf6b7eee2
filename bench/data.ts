import { createReadStream, existsSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import copy from 'pg-copy-streams'

const diamonds = '../shared/data/retail/diamonds.csv'

/** 53,940 real diamonds where the data is at hand, as many believable ones elsewhere; 100,000 customers; 300,000 visits. */
export async function loadData(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  await client.query(
    'create temp table d (carat numeric, cut text, color text, clarity text, depth numeric, "table" numeric, price int, x numeric, y numeric, z numeric)',
  )
  if (existsSync(diamonds)) {
    await pipeline(
      createReadStream(diamonds),
      client.query(copy.from('copy d from stdin (format csv, header)')),
    )
  } else {
    await client.query(generated)
  }
  await client.query(stones)
  await client.query(stores)
  await client.query(customers)
  await client.query(addresses)
  await client.query(visits)
  await client.query('analyze')
  await client.end()
}

const generated = `
  insert into d select (20 + random() * 200)::int / 100.0, (array['Fair','Good','Very Good','Premium','Ideal'])[1 + (random() * 4)::int],
    chr(68 + (random() * 6)::int), (array['I1','SI2','SI1','VS2','VS1','VVS2','VVS1','IF'])[1 + (random() * 7)::int],
    61.5, 57, 300 + (random() * 18000)::int, 5, 5, 3
  from generate_series(1, 53940)`
const stones = `
  insert into stones (id, created_at, updated_at, shape, carat, color, clarity, cut, depth, "table", length, width, height, price_amount, price_currency)
  select gen_random_uuid(), now(), now(), 'round', carat * 1000, color, clarity, cut, depth * 100, "table" * 100, x * 100, y * 100, z * 100, price * 100, 'USD' from d`
const stores = `
  insert into stores (id, created_at, updated_at, name, code)
  select gen_random_uuid(), now(), now(), 'Store ' || n, 'S' || n from generate_series(1, 20) n`
const customers = `
  insert into customers (id, created_at, updated_at, given_name, family_name, email)
  select gen_random_uuid(), now(), now(), initcap(substr(md5(n::text), 1, 6)), initcap(translate(substr(md5((n * 7)::text), 1, 9), '0123456789', 'aeioulnrst')), 'c' || n || '@example.com'
  from generate_series(1, 100000) n`
const addresses = `
  insert into customer_addresses (id, created_at, updated_at, customer_id, street, country)
  select gen_random_uuid(), now(), now(), id, 'Street 1', 'US' from customers`
const visits = `
  insert into visits (id, created_at, updated_at, customer_id, store_id, at)
  select gen_random_uuid(), now(), now(), c.id, (array(select id from stores))[1 + (random() * 19)::int], now() - random() * interval '3 years'
  from customers c, generate_series(1, 3)`
