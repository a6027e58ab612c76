import { Alert } from './alert.tsx'
import { Button } from './button.tsx'
import type { useFollowed } from './followed.ts'
import { useWords } from './words.ts'

/** Somebody saved other settings while these were chosen: both are kept until it is said which are meant. */
export function Overtaken({
  by: { overtaken, keepMine, takeTheirs },
}: {
  by: Pick<ReturnType<typeof useFollowed>, 'overtaken' | 'keepMine' | 'takeTheirs'>
}) {
  const t = useWords('kit')
  if (!overtaken) return null
  return (
    <Alert
      tone="warn"
      title={t('overtaken.title')}
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="small" onClick={keepMine}>
            {t('overtaken.mine')}
          </Button>
          <Button size="small" onClick={takeTheirs}>
            {t('overtaken.theirs')}
          </Button>
        </span>
      }
    >
      {t('overtaken.words')}
    </Alert>
  )
}
