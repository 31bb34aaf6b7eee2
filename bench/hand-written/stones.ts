import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { type Row, stoneColumns, toStone } from './rows.ts'

export function stoneRoutes(app: FastifyInstance, pool: pg.Pool): void {
  app.get<{ Params: { id: string } }>('/api/v1/stones/:id', async (request, reply) => {
    const { rows } = await pool.query({
      name: 'get',
      text: `select ${stoneColumns} from stones where id = $1`,
      values: [request.params.id],
    })
    return rows[0] ? toStone(rows[0]) : reply.status(404).send({ code: 'NOT_FOUND' })
  })

  app.get<{ Querystring: Record<string, string> }>('/api/v1/stones', async (request) => {
    const { cut, clarity, 'carat[gte]': from, 'carat[lt]': to } = request.query
    const where = 'cut = $1 and clarity = $2 and carat >= $3 and carat < $4'
    const { rows } = await pool.query({
      name: 'list',
      text: `select ${stoneColumns}, (select count(*) from stones where ${where}) as total from stones where ${where} order by price_amount, id limit 21`,
      values: [cut, clarity, Number(from) * 1000, Number(to) * 1000],
    })
    const last = rows[19]
    const next =
      rows.length > 20 ? Buffer.from(`${last.price_amount} ${last.id}`).toString('base64url') : null
    const data = rows.slice(0, 20).map(({ total: _, ...row }: Row) => toStone(row))
    return { data, page: { nextCursor: next, total: rows[0]?.total ?? 0 } }
  })
}
