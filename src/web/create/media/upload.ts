import type { z } from 'zod'
import { Media } from '../../../modules/create/media/contract.ts'
import { ApiProblem, unreachable } from '../../api/problem.ts'
import { currentWorkspace } from '../../api/workspace.ts'

export type Upload = { done: Promise<Media>; cancel: () => void }

/** Sends one file and tells how far it is. `fetch` cannot tell that, so this asks the older way. */
export const uploadFile = (file: File, onShare: (share: number) => void): Upload =>
  sendFile({ method: 'POST', path: '/media', file, name: file.name, schema: Media, onShare })

type Sent<S extends z.ZodType> = {
  method: 'POST' | 'PUT'
  path: string
  file: Blob
  name: string
  schema: S
  onShare: (share: number) => void
}

export function sendFile<S extends z.ZodType>(
  what: Sent<S>,
): { done: Promise<z.output<S>>; cancel: () => void } {
  const { method, path, file, name, schema, onShare } = what
  const request = new XMLHttpRequest()
  const done = new Promise<z.output<S>>((resolve, reject) => {
    request.open(method, `/api/v1${path}`)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('carillon-csrf', '1')
    request.setRequestHeader('carillon-workspace', currentWorkspace() ?? '')
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(unreachable(new Error('The upload broke off.')))
    request.onabort = () => reject(new DOMException('Given up', 'AbortError'))
    request.onload = () => {
      const answer = parse(request.responseText)
      if (request.status === 200 || request.status === 201) resolve(schema.parse(answer))
      else reject(problemOf(request.status, answer))
    }
    const form = new FormData()
    form.append('file', file, name)
    request.send(form)
  })
  return { done, cancel: () => request.abort() }
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const problemOf = (status: number, { code, detail, facts }: Record<string, unknown>): ApiProblem =>
  new ApiProblem({
    status,
    code: typeof code === 'string' ? code : `web.status_${status}`,
    detail: typeof detail === 'string' ? detail : `The server answered ${status}.`,
    facts: typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>) : {},
  })
