import type { Sql } from '../database/types.ts'
import { hashPassword } from './passwords.ts'

interface NewUser {
  id: string
  name: string
  email: string
  password: string
  role: string
}

/** Creates a user with a password. @returns false when the e-mail address is taken. */
export async function createUser(sql: Sql, { id, name, email, password, role }: NewUser): Promise<boolean> {
  const rows = await sql.query(
    `insert into users (id, created_at, updated_at, name, email, role_id, password_hash)
     select $1, now(), now(), $2, $3, r.id, $4 from roles r where r.name = $5
     on conflict (email) do nothing returning id`,
    [id, name, email, await hashPassword(password), role],
  )
  return rows.length > 0
}
