import type { QueryClient } from '@tanstack/react-query'
import { connectionFailed, connectionWorks } from './connection.ts'
import { renew } from './query.ts'

type Told = { topic: string; id: string | null }

const parse = (data: string): Told | null => {
  try {
    const value: unknown = JSON.parse(data)
    return typeof value === 'object' && value !== null && 'topic' in value && typeof value.topic === 'string'
      ? { topic: value.topic, id: null }
      : null
  } catch {
    return null
  }
}

/** Milliseconds after which what the page has asked for meanwhile may be older than the line. */
const slow = 1000

/**
 * Follows the changes of a workspace and asks again what they touch. Many changes at once make one question: they
 * are gathered for `gather` milliseconds. After a break, and where the line was slow to stand, everything on the screen is asked
 * again, because what was told meanwhile is gone.
 */
export function followEvents(client: QueryClient, workspace: string, gather = 250): () => void {
  const topics = new Set<string>()
  let broken = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let source: EventSource | undefined

  const tell = () => {
    timer = undefined
    void renew(client, new Set(topics))
    topics.clear()
  }
  const open = () => {
    const asked = Date.now()
    source = new EventSource(`/api/v1/events?workspace=${encodeURIComponent(workspace)}`)
    source.onopen = () => {
      connectionWorks()
      if (broken || Date.now() - asked > slow) void client.invalidateQueries()
      broken = false
    }
    source.onmessage = ({ data }) => {
      const told = parse(data)
      if (!told) return
      topics.add(told.topic)
      timer ??= setTimeout(tell, gather)
    }
    source.onerror = () => {
      broken = true
      // The browser comes back by itself after a broken line, but not after a refusal.
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, 5000)
      else connectionFailed()
    }
  }
  open()
  return () => {
    clearTimeout(timer)
    clearTimeout(again)
    source?.close()
  }
}
