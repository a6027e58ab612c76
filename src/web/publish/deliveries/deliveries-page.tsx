import { Send } from 'lucide-react'
import { EmptyState } from '../../kit/empty.tsx'
import { Card, Page as Frame, ListDetail } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { DeliveryDetail } from './delivery-detail.tsx'
import { DeliveryFilters } from './delivery-filters.tsx'
import { DeliveryGroups } from './delivery-groups.tsx'
import { deliveriesPage } from './routes.tsx'

/** Every post on its way to a channel: what needs somebody first, then what comes and what is over. */
export function Page() {
  const t = useWords('deliveries')
  const { open, ...filters } = deliveriesPage.useSearch()
  return (
    <Frame title={t('nav')} help={t('help')}>
      <ListDetail
        listLabel={t('list')}
        detailLabel={t('detail')}
        backTo="/deliveries"
        backSearch={filters}
        list={
          <div className="flex flex-col gap-3">
            <DeliveryFilters />
            <DeliveryGroups />
          </div>
        }
        detail={open ? <DeliveryDetail key={open} id={open} /> : null}
        placeholder={
          <Card className="sticky top-6">
            <EmptyState icon={Send} title={t('choose.title')}>
              {t('choose.words')}
            </EmptyState>
          </Card>
        }
      />
    </Frame>
  )
}
