import { Alert } from './alert.tsx'
import { Button } from './button.tsx'
import type { useFollowed } from './followed.ts'
import { useWords } from './words.ts'

type Props = {
  by: Pick<ReturnType<typeof useFollowed>, 'overtaken' | 'keepMine' | 'takeTheirs'>
  /** Where more can be said than that they are settings. */
  says?: Record<'title' | 'words' | 'mine' | 'theirs', string>
}

/** Somebody saved something else while this was worked on: both are kept until it is said which is meant. */
export function Overtaken({ by: { overtaken, keepMine, takeTheirs }, says }: Props) {
  const t = useWords('kit')
  if (!overtaken) return null
  return (
    <Alert
      tone="warn"
      title={says?.title ?? t('overtaken.title')}
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="small" onClick={keepMine}>
            {says?.mine ?? t('overtaken.mine')}
          </Button>
          <Button size="small" onClick={takeTheirs}>
            {says?.theirs ?? t('overtaken.theirs')}
          </Button>
        </span>
      }
    >
      {says?.words ?? t('overtaken.words')}
    </Alert>
  )
}
