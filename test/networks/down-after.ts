import type { Stage } from '../../src/networks/kit/stage.ts'

type Asked = { method: string; path: string; body: string }

/** A network that does what it is asked, and says of some of it that it is down. */
export async function downAfter<T>(
  { tools }: Pick<Stage, 'tools'>,
  is: (asked: Asked) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  const plain = tools.fetch
  tools.fetch = async (input, init) => {
    const answer = await plain(input, init)
    const path = new URL(input instanceof Request ? input.url : String(input)).pathname
    const asked = { method: init?.method ?? 'GET', path, body: String(init?.body ?? '') }
    return is(asked) ? new Response('down', { status: 503 }) : answer
  }
  try {
    return await work()
  } finally {
    tools.fetch = plain
  }
}
