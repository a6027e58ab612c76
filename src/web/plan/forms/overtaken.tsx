import { useState } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'

/**
 * The version that was read first stays the one that is sent: what others save meanwhile must not slip in under it. Whoever was
 * overtaken is told, and saves over the newer one the next time.
 */
export function useOvertaken(code: string, version: number) {
  const [over, setOver] = useState<number | null>(null)
  return {
    isOvertaken: over !== null,
    version: over ?? version,
    /** Saves, and notes when somebody was faster. */
    async save<T>(act: () => Promise<T>): Promise<T> {
      try {
        return await act()
      } catch (error) {
        if (error instanceof ApiProblem && error.code === code) setOver(Number(error.facts.current))
        throw error
      }
    },
  }
}

type Props = {
  words: { title: string; body: string; see: string }
  /** Where theirs is looked at, in another tab. */
  href: string
}

export const OvertakenAlert = ({ words, href }: Props) => (
  <Alert
    tone="warn"
    className="mb-4"
    title={words.title}
    action={
      <Button size="small" asChild>
        <a href={href} target="_blank" rel="noreferrer">
          {words.see}
        </a>
      </Button>
    }
  >
    {words.body}
  </Alert>
)
