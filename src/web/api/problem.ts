export type FieldProblem = { path: string; code: string; detail: string }

type ProblemBody = {
  status: number
  /** Stable, `<module>.<name>`. */
  code: string
  /** The server's own sentence, in English. */
  detail: string
  facts?: Record<string, unknown>
  errors?: FieldProblem[]
  requestId?: string
}

/** What the server (or the way to it) said no with. `useProblemWords` has its words in the person's language. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly facts: Record<string, unknown>
  readonly fields: FieldProblem[]
  readonly requestId: string | null

  constructor(body: ProblemBody, cause?: unknown) {
    super(body.detail, { cause })
    this.name = 'ApiProblem'
    this.status = body.status
    this.code = body.code
    this.facts = body.facts ?? {}
    this.fields = body.errors ?? []
    this.requestId = body.requestId ?? null
  }
}

/** The request did not reach the server, or its answer did not reach us. */
export const unreachable = (cause: unknown): ApiProblem =>
  new ApiProblem(
    {
      status: 0,
      code: 'web.unreachable',
      detail: 'Carillon cannot be reached. Check the connection and try again.',
    },
    cause,
  )

const isText = (value: unknown): value is string => typeof value === 'string'

/** Reads problem+json, and makes one of whatever else came. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const text = await response.text().catch(() => '')
  const body = parse(text)
  return new ApiProblem({
    status: response.status,
    code: isText(body.code) ? body.code : `web.status_${response.status}`,
    detail: isText(body.detail) ? body.detail : `The server answered ${response.status}.`,
    facts: isRecord(body.facts) ? body.facts : {},
    errors: Array.isArray(body.errors) ? body.errors.filter(isFieldProblem) : [],
    requestId: isText(body.requestId) ? body.requestId : undefined,
  })
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isFieldProblem = (value: unknown): value is FieldProblem =>
  isRecord(value) && isText(value.path) && isText(value.code) && isText(value.detail)

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}
