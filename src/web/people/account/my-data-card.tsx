import { Download } from 'lucide-react'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'

/** The browser saves it: the address answers with a file. */
export function MyDataCard() {
  const t = useWords('people')
  return (
    <Card title={t('myData.title')} help={t('myData.help')}>
      <Button asChild className="self-start">
        <a href="/api/v1/me/export" download>
          <Download aria-hidden className="size-4" />
          {t('myData.do')}
        </a>
      </Button>
    </Card>
  )
}
