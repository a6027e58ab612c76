import { useQueryClient } from '@tanstack/react-query'
import type { Report } from '../../../modules/running/moving/contract.ts'
import { enterWorkspace } from '../../api/workspace.ts'
import { Button } from '../../kit/button.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'

/** What came of an import, and what a person has to do now. */
export function Came({ report }: { report: Report }) {
  const t = useWords('settings')
  const go = useGo()
  const client = useQueryClient()
  const { rows, media, held, doubted, feeds, strangers, workspace } = report
  const channels = rows.channels ?? 0
  const lines = [
    t('moving.report.came', { posts: rows.posts ?? 0, channels, files: media.files }),
    channels > 0 && t('moving.report.channels'),
    held > 0 && t('moving.report.held', { count: held }),
    doubted > 0 && t('moving.report.doubted', { count: doubted }),
    feeds > 0 && t('moving.report.feeds', { count: feeds }),
    media.missing > 0 && t('moving.report.missing', { count: media.missing }),
    strangers.length > 0 && t('moving.report.strangers', { names: strangers.join(', ') }),
  ]
  const open = async () => {
    await client.refetchQueries({ queryKey: ['me'] })
    enterWorkspace(workspace.id)
    go('/')
  }
  return (
    <>
      <ul className="mt-2 flex list-disc flex-col gap-1 pl-5 text-base text-muted">
        {lines.filter(Boolean).map((line) => (
          <li key={String(line)}>{line}</li>
        ))}
      </ul>
      <Button className="mt-3" onClick={() => void open()}>
        {t('moving.open')}
      </Button>
    </>
  )
}
