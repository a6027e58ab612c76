/** The few words that stand on the paper, in the languages of the screen. */
export type PaperWords = {
  states: Record<'draft' | 'proposed' | 'scheduled' | 'published' | 'trouble', string>
  more: (count: number) => string
  list: string
  untitled: string
  printed: string
}

export const paperWords: Record<'en' | 'lv' | 'ru' | 'th' | 'vi', PaperWords> = {
  en: {
    states: {
      ...{ draft: 'draft', proposed: 'proposed', scheduled: 'scheduled', published: 'published' },
      trouble: 'needs a look',
    },
    more: (count) => `+ ${count}`,
    list: 'All posts',
    untitled: 'No words yet',
    printed: 'As of',
  },
  lv: {
    states: {
      ...{ draft: 'melnraksts', proposed: 'ieteikts', scheduled: 'ieplānots', published: 'publicēts' },
      trouble: 'jāpaskatās',
    },
    more: (count) => `+ ${count}`,
    list: 'Visi ieraksti',
    untitled: 'Vēl bez teksta',
    printed: 'Stāvoklis',
  },
  ru: {
    states: {
      ...{
        draft: 'черновик',
        proposed: 'предложено',
        scheduled: 'запланировано',
        published: 'опубликовано',
      },
      trouble: 'требует внимания',
    },
    more: (count) => `+ ${count}`,
    list: 'Все публикации',
    untitled: 'Пока без текста',
    printed: 'По состоянию на',
  },
  th: {
    states: {
      ...{ draft: 'ฉบับร่าง', proposed: 'เสนอแล้ว', scheduled: 'ตั้งเวลาแล้ว', published: 'เผยแพร่แล้ว' },
      trouble: 'ต้องตรวจดู',
    },
    more: (count) => `+ ${count}`,
    list: 'โพสต์ทั้งหมด',
    untitled: 'ยังไม่มีข้อความ',
    printed: 'ข้อมูล ณ',
  },
  vi: {
    states: {
      ...{ draft: 'bản nháp', proposed: 'đã đề xuất', scheduled: 'đã lên lịch', published: 'đã đăng' },
      trouble: 'cần xem lại',
    },
    more: (count) => `+ ${count}`,
    list: 'Tất cả bài đăng',
    untitled: 'Chưa có nội dung',
    printed: 'Tính đến',
  },
}
