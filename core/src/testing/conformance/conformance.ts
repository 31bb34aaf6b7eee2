/** One thing a port promises, tried on a provider. */
export interface ConformanceCase<Provider> {
  /** A sentence that is true of every provider: `a key that is not there is FileMissing`. */
  name: string
  /** @throws AssertionError where the provider breaks the promise */
  run(provider: Provider): Promise<void>
}

export interface ConformanceOptions<Provider> {
  /** `t.test` of tap, `test` of node:test: anything that takes a name and a function. */
  test(name: string, run: () => Promise<void>): unknown
  /** Makes a provider for one case; what it leaves behind is removed by `end`. */
  make(): Promise<{ provider: Provider; end?(): Promise<void> | void }>
}

/** Registers each case as a test of its own, on a provider of its own. */
export function registerCases<Provider>(
  cases: readonly ConformanceCase<Provider>[],
  { test, make }: ConformanceOptions<Provider>,
): void {
  for (const { name, run } of cases) {
    test(name, async () => {
      const { provider, end } = await make()
      try {
        await run(provider)
      } finally {
        await end?.()
      }
    })
  }
}
