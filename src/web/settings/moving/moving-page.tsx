import { Page as Frame } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { ExportsCard } from './exports-card.tsx'
import { ImportCard } from './import-card.tsx'

export function Page() {
  const t = useWords('settings')
  return (
    <Frame title={t('moving.title')} help={t('moving.help')} width="read">
      <div className="flex flex-col gap-5">
        <ExportsCard />
        <ImportCard />
      </div>
    </Frame>
  )
}
