/** Anything that runs SQL: the pool, or the one connection of a running transaction. */
export interface Sql {
  /**
   * Runs one statement with `$1…` placeholders and returns its rows.
   * Statements are prepared once per connection, so keep the text stable: pass lists as arrays (`= any($1)`).
   */
  query<Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<Row[]>
  /** The same with each row as the list of its values, in the order they were selected: what many columns are read by. */
  values(text: string, values?: readonly unknown[]): Promise<unknown[][]>
}
