import { FittingLines } from '../media/fitting-lines.tsx'
import { useComposing } from './composer-context.ts'
import type { IdeaPart } from './writing.ts'

/** What becomes of a picture of the post on its way. */
export function FitLines({ use }: { use: IdeaPart['media'][number] }) {
  const { readers } = useComposing()
  if (use.kind !== 'image') return null
  return (
    <FittingLines
      picture={use}
      readers={readers.map(({ name, rules }) => ({ name, rule: rules.media.images }))}
    />
  )
}
