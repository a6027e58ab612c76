import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { SharedApproval } from '../../../modules/create/approval-links/contract.ts'
import { api, newKey } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'

export type Key = { token: string; pin: string | null }

const named = ({ token, pin }: Key) => ['shared-approval', token, pin] as const

export const useShared = (key: Key) =>
  useQuery({
    queryKey: named(key),
    queryFn: () => api.post('/shared-approval', { body: key, schema: SharedApproval, workspace: null }),
    retry: false,
    staleTime: 60_000,
  })

/** Says something with the link; the page as it is then is the answer. */
export function useSharedAct(key: Key, verb: 'approve' | 'comments') {
  const client = useQueryClient()
  return useWrite(
    (body: object) =>
      api.post(`/shared-approval/${verb}`, {
        body: { ...key, ...body },
        schema: SharedApproval,
        workspace: null,
      }),
    { touches: [], onSuccess: (page) => client.setQueryData(named(key), page) },
  )
}

/** Pictures are asked for with the token in the body and shown from memory: no address carries it. */
export function usePictures(key: Key, ids: readonly string[]): (id: string) => string {
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: [...named(key), 'picture', id],
      queryFn: () => fetchPicture(key, id),
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
  })
  const blobs = new Map(ids.map((id, place) => [id, found[place]?.data]))
  const ready = ids.filter((id) => blobs.get(id)).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a blob never changes once it is there
  const urls = useMemo(
    () =>
      new Map([...blobs].flatMap(([id, blob]) => (blob ? [[id, URL.createObjectURL(blob)] as const] : []))),
    [ready],
  )
  useEffect(
    () => () => {
      for (const url of urls.values()) URL.revokeObjectURL(url)
    },
    [urls],
  )
  return (id) => urls.get(id) ?? ''
}

async function fetchPicture(key: Key, mediaId: string): Promise<Blob> {
  const answer = await fetch('/api/v1/shared-approval/picture', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'carillon-csrf': '1',
      'idempotency-key': newKey(),
    },
    body: JSON.stringify({ ...key, mediaId, side: 960 }),
  })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.blob()
}
