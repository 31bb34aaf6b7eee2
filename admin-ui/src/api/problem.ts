/** One field the server refused: `pointer` is an RFC 6901 path into the body, for example `/emails/0/address`. */
export interface FieldProblem {
  pointer: string
  message: string
}

interface ProblemBody {
  title?: string
  detail?: string
  code?: string
  requestId?: string
  errors?: FieldProblem[]
}

/** An answer of 4xx or 5xx, as RFC 9457 problem+json tells it; `status` 0 means the server could not be reached. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | undefined
  readonly errors: readonly FieldProblem[]
  /** Seconds to wait before another try, where the server told. */
  readonly retryAfter: number | undefined

  constructor(status: number, body: ProblemBody, retryAfter?: number) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`)
    this.name = 'ApiProblem'
    this.status = status
    this.code = body.code ?? (status === 0 ? 'UNREACHABLE' : 'UNKNOWN')
    this.requestId = body.requestId
    this.errors = body.errors ?? []
    this.retryAfter = retryAfter
  }
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const body = await response.json().catch(() => ({}))
  const wait = Number(response.headers.get('retry-after')) || undefined
  return new ApiProblem(response.status, body as ProblemBody, wait)
}

export const isStatus = (error: unknown, status: number): error is ApiProblem =>
  error instanceof ApiProblem && error.status === status
