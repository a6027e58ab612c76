import type { Confidence } from '../contract.ts'

/**
 * Where figures were read, and how sure that makes them.
 * high: read at the source itself. medium: read in a report of the source. low: years old, of a part of the users only, or
 * counted in another way than one would wish. `url` is where it was read, so that anybody can look.
 * Where only the year is known, its first day stands. What was not read anywhere has no figure: it is not known.
 */
export type Source = { source: string; url: string; knownOn: string; confidence: Confidence }

export const sources = {
  pewUse2025: {
    source:
      'Pew Research Center, Americans’ Social Media Use 2025 (survey of 5,022 adults), as told by tnnews.ai',
    url: 'https://tnnews.ai/stories/20251128-efa7d170.html',
    knownOn: '2025-06-18',
    confidence: 'medium',
  },
  pewUse2025Totals: {
    source: 'Pew Research Center, Americans’ Social Media Use 2025, as summed up in a blog',
    url: 'https://github.com/NixVir/NixVir.github.io/blob/master/content/post/2025-12-16-americans-social-media-use-2025.md',
    knownOn: '2025-06-18',
    confidence: 'medium',
  },
  pewUse2025Oldest: {
    source: 'Pew Research Center, Americans’ Social Media Use 2025, as told in an article',
    url: 'https://keyforgestore.com/?p=126220',
    knownOn: '2025-06-18',
    confidence: 'medium',
  },
  pewUse2025Middle: {
    source: 'Pew Research Center, Americans’ Social Media Use 2025, as told by MediaPost',
    url: 'https://www.mediapost.com/publications/article/410929/its-a-social-dilemma.html',
    knownOn: '2025-06-18',
    confidence: 'medium',
  },
  pewUse2023: {
    source: 'Pew Research Center, Americans’ Social Media Use (2023 survey), as told by sinfa.org',
    url: 'https://www.sinfa.org/2024/02/01/tiktok-is-the-fastest-growing-social-platform-but-youtube-remains-the-most-popular-sinfa/',
    knownOn: '2023-09-05',
    confidence: 'medium',
  },
  pewUse2023Jns: {
    source: 'Pew Research Center, Americans’ Social Media Use (2023 survey), as told by JNS',
    url: 'https://www.jns.org/pew-facebook-youtube-most-popular-online-platforms-in-america/',
    knownOn: '2023-09-05',
    confidence: 'medium',
  },
  pewGenders2023: {
    source:
      'Pew Research Center, Americans’ Social Media Use (2023 survey), table by gender as copied in a study',
    url: 'https://github.com/ES-1085/f2025-ds1-project-ada/tree/main/data',
    knownOn: '2023-09-05',
    confidence: 'medium',
  },
  pewUse2021: {
    source: 'Pew Research Center, Social Media Fact Sheet (2021 survey), table as copied in a gist',
    url: 'https://gist.github.com/sysilviakim/a383d011ed59a8a39d72932802be4277',
    knownOn: '2021-02-08',
    confidence: 'low',
  },
  pewUse2021Oldest: {
    source: 'Pew Research Center, Social Media Use in 2021, as told by internetinnovation.org',
    url: 'https://internetinnovation.org/general/research-peek-of-the-week-seven-in-ten-americans-use-social-media/',
    knownOn: '2021-02-08',
    confidence: 'low',
  },
  pewNews2025: {
    source:
      'Pew Research Center, regular news consumers of each site (August 2025); stands in for all its users',
    url: 'https://www.pewresearch.org/journalism/2025/09/25/appendix-demographic-profiles-of-regular-social-media-news-consumers-in-the-united-states/',
    knownOn: '2025-08-24',
    confidence: 'low',
  },
  ofcom2025: {
    source: 'Ofcom, Online Nation 2025, as told by Advanced Television',
    url: 'https://www.advanced-television.com/2025/12/10/ofcom-half-of-uk-online-time-spent-on-alphabet-meta-services/',
    knownOn: '2025-12-10',
    confidence: 'medium',
  },
  ofcom2025Lee: {
    source: 'Ofcom, Online Nation 2025, as told by Dan Slee',
    url: 'https://danslee.co.uk/2025/12/14/updated-uk-social-media-statistics-for-2025-and-other-helpful-numbers/',
    knownOn: '2025-12-10',
    confidence: 'medium',
  },
  ofcom2024: {
    source: 'Ofcom, Online Nation 2024 (May 2024, adults who are online), as told by its media team',
    url: 'https://dhirubhai.net/pulse/5-key-findings-ofcoms-online-nation-hnere',
    knownOn: '2024-05-31',
    confidence: 'medium',
  },
  latvia2025: {
    source: 'DataReportal 2025 for Latvia, as told by sistering.lv',
    url: 'https://sistering.lv/en/social-media-latvia',
    knownOn: '2025-01-01',
    confidence: 'medium',
  },
  vietnam2025: {
    source: 'Share of the population of Vietnam, early 2025, as told by dichvuseohot.com',
    url: 'https://dichvuseohot.com/thong-ke-ve-nguoi-dung-mang-xa-hoi-tai-viet-nam-nam-2025',
    knownOn: '2025-01-01',
    confidence: 'medium',
  },
  thailand2025: {
    source:
      'Digital 2025 July Statshot, internet users of Thailand in a month (“over 80 %”), as told by thaitimes.com',
    url: 'https://thaitimes.com/thailand-ranks-second-globally-for-tiktok-use-tops-southeast-asia',
    knownOn: '2025-07-01',
    confidence: 'medium',
  },
  thailand2021: {
    source:
      'Thailand Digital Stat 2021 (We Are Social, Hootsuite), internet users of 16 to 64, as told in a forum',
    url: 'https://www.sonyandroidtv.com/forum-1/android-smart-tv-apps/what-is-the-social-media-platform-that-will-win-the-hearts-of-thai-people-in-2021',
    knownOn: '2021-01-01',
    confidence: 'low',
  },
  mediascope2024: {
    source:
      'Mediascope, Russia, people of 12 and older, reached in a day (first quarter of 2024), as told on dzen.ru',
    url: 'https://dzen.ru/b/ZjkLaLQIlkH8zhMt',
    knownOn: '2024-03-31',
    confidence: 'medium',
  },
  mediascope2024Month: {
    source:
      'Mediascope, Russia, people of 12 and older, reached in a month (fourth quarter of 2024), as told by softbusiness.net',
    url: 'https://www.softbusiness.net/News.aspx?id=18355',
    knownOn: '2024-12-31',
    confidence: 'medium',
  },
  vciom2022: {
    source: 'VCIOM, Russians of 18 and older (December 2022), as told by peterburg2.ru',
    url: 'https://peterburg2.ru/amp/news/vciom-vyyasnil-chto-telegram-polzuetsya-kazhdyy-vtoroy-rossiyanin-128852.html',
    knownOn: '2022-12-31',
    confidence: 'medium',
  },
  vciom2021: {
    source: 'VCIOM, Russians of 18 and older (July 2021), as told by srsly.ru',
    url: 'https://srsly.ru/article/show/11424',
    knownOn: '2021-07-06',
    confidence: 'low',
  },
  fom2021: {
    source: 'FOM, Russians of 18 and older (March 2021)',
    url: 'https://fom.ru/SMI-iinternet/14555',
    knownOn: '2021-03-22',
    confidence: 'low',
  },
  tiktokWorld2025: {
    source: 'Audience of advertising worldwide, February 2025, as told by a Statista summary',
    url: 'https://datasetsearch.research.google.com/search?query=average+user+age+tiktok',
    knownOn: '2025-02-28',
    confidence: 'medium',
  },
  genderWorld2025: {
    source: 'Audience of advertising worldwide, February 2025, as told by electroiq.com',
    url: 'https://electroiq.com/stats/social-media-statistics/',
    knownOn: '2025-02-28',
    confidence: 'medium',
  },
  blueskyVisitors2025: {
    source: 'Visitors of the website (2025), as told by optimixed.com',
    url: 'https://www.optimixed.com/bluesky-user-age-gender-demographics-2026',
    knownOn: '2025-10-31',
    confidence: 'low',
  },
  visits2025: {
    source: 'Visits of the website (August 2025, Similarweb), as told in a study',
    url: 'https://fpmi-hci-2025.github.io/project11a-sense/research.html',
    knownOn: '2025-08-31',
    confidence: 'low',
  },
  weibo2020: {
    source: 'Weibo, report on its users 2020, as told by qiquwen.com',
    url: 'https://m.qiquwen.com/h/43951.html',
    knownOn: '2020-12-31',
    confidence: 'low',
  },
  minutes2024: {
    source: 'Average of a day in the United States, HubSpot 2024, as told by sheeraeby.com',
    url: 'https://sheeraeby.com/2024/02/28/the-average-time-spent-per-day-on-various-social-media-channels/',
    knownOn: '2024-02-28',
    confidence: 'low',
  },
  comscore2013: {
    source: 'comScore, share of time in the United States (December 2013), as told by MarTech',
    url: 'https://martech.org/social-media-networks-mobile-desktop-tipping-point-captured-chart/',
    knownOn: '2013-12-31',
    confidence: 'low',
  },
} as const satisfies Record<string, Source>

export type SourceName = keyof typeof sources
