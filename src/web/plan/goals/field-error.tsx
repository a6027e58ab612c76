import { CircleAlert } from 'lucide-react'

/** What is wrong with a list of fields, below it. */
export const FieldError = ({ words }: { words: string | undefined }) =>
  words ? (
    <p role="alert" className="mt-2 flex items-start gap-1.5 text-sm text-bad">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{words}</span>
    </p>
  ) : null
