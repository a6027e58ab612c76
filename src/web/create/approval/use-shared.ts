import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
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

/** So many at a time: a phone on the way has little room. */
const atOnce = 4

/** Pictures are asked for with the token in the body and shown from memory: no address carries it. */
export function usePictures({ token, pin }: Key, ids: readonly string[]): (id: string) => string {
  const [urls, setUrls] = useState<ReadonlyMap<string, string>>(new Map())
  const wanted = ids.join(' ')
  useEffect(() => {
    let over = false
    const made: string[] = []
    const rest = wanted.split(' ').filter((id) => id !== '')
    const next = async (): Promise<void> => {
      const id = rest.shift()
      if (!id || over) return
      const blob = await fetchPicture({ token, pin }, id).catch(() => null)
      if (over) return
      if (blob) {
        const url = URL.createObjectURL(blob)
        made.push(url)
        setUrls((before) => new Map(before).set(id, url))
      }
      await next()
    }
    for (let lane = 0; lane < atOnce; lane++) void next()
    return () => {
      over = true
      for (const url of made) URL.revokeObjectURL(url)
    }
  }, [token, pin, wanted])
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
