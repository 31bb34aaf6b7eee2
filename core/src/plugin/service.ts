/** Names a service that one plugin provides and others use; carries its type. */
export interface ServiceToken<T> {
  readonly name: string
  readonly type?: T
}

/** `export const cases = service<CaseService>('cases')`, in the plugin's contract. */
export function service<T>(name: string): ServiceToken<T> {
  return { name }
}
