import { Page as Frame } from '../kit/page.tsx'
import { useWords } from '../kit/words.ts'

export function Page() {
  const t = useWords('today')
  return <Frame title={t('nav')}>{null}</Frame>
}
