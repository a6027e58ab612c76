import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { PostList } from '../../modules/create/posts/contract.ts'
import { ask } from '../api/query.ts'

const pause = 180
const least = 2

/** Posts in which the typed words stand; asked when the fingers rest. */
export function useFinds(typed: string): { id: string; text: string }[] {
  const text = useRested(typed.trim())
  const enabled = text.length >= least
  const posts = useQuery({
    ...ask({ topic: 'posts', path: '/posts', query: { text, limit: 6 }, schema: PostList }),
    enabled,
    placeholderData: keepPreviousData,
  })
  return enabled
    ? (posts.data?.items ?? []).map(({ id, text: words, title }) => ({ id, text: title || words }))
    : []
}

function useRested(value: string): string {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), pause)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
