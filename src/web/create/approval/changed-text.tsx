import { differenceOf } from './difference.ts'

/** A text as it is, with what was said before struck through. */
export const Difference = ({ before, after }: { before: string; after: string }) => (
  <p className="break-words whitespace-pre-wrap">
    {differenceOf(before, after).map(({ kind, text }, place) => {
      const key = `${place}-${kind}`
      if (kind === 'gone')
        return (
          <del key={key} className="bg-bad-soft text-bad">
            {text}
          </del>
        )
      if (kind === 'new')
        return (
          <ins key={key} className="bg-good-soft text-good no-underline">
            {text}
          </ins>
        )
      return <span key={key}>{text}</span>
    })}
  </p>
)
