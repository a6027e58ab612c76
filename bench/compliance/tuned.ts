/** These were looked at while the packs were written; those of `held-out.ts` were not. */
import { type Labelled, rows } from './rows.ts'

export const tuned: readonly Labelled[] = rows(`
US | plain | payment | missing | I tried the new oat drink for a week and my coffee never looked better.
US | plain | payment | x | #ad I tried the new oat drink for a week and my coffee never looked better.
US | plain | payment | x | Ad: one week with the new oat drink.
US | plain | payment | x | One week with oats. Sponsored by Haverly.
US | plain | gift | x | Haverly gave me this oat drink to try, here is how it went.
US | plain | gift | missing | This oat drink appeared on my doorstep and I am in love.
US | plain | payment | unclear | Loving my oat drink #sp
US | plain | payment | unclear | Oat mornings #spon @haverly
US | plain | payment | unclear | Huge thanks to Haverly for making my mornings!
US | plain | ambassador | unclear | Proud #ambassador of oat mornings
US | plain | payment | unclear | Oat mornings in collaboration with Haverly
US | instagram | payment | late | We got up before sunrise, packed the thermos, woke the dog, argued about the map, forgot the sandwiches and went anyway, and it was worth it. #ad
US | instagram | payment | x | #ad We got up before sunrise, packed the thermos, woke the dog, argued about the map, forgot the sandwiches and went anyway, and it was worth it.
US | plain | payment | buried | Sunrise walk #dogs #hills #ad #thermos
US | plain | payment | x | #ad Sunrise walk #dogs #hills #thermos
US | plain | payment | missing | This is not an ad, I simply love this thermos.
US | plain | payment | missing | No #ad needed, this thermos speaks for itself.
US | plain | payment | other_language | #ad Este termo es lo mejor... шучу: этот термос держит тепло весь день, и я его очень люблю.
US | plain | payment | x | Реклама: этот термос держит тепло весь день, и я его люблю.
US | plain | payment | missing | Our new commercial with the ad agency was fun to make.
US | plain | none | x | Loving my oat drink, bought it myself.
US | plain | none | x | Thanks to everyone who came to our ad club last night!
US | plain | affiliate | x | I earn a commission if you buy the thermos by this link.
US | plain | employment | x | I work for Haverly, so take my joy about this launch with a grain of salt.
US | plain | employment | missing | So excited about this launch, best team ever!
US | plain | payment | missing | #coolstylead new boots again
US | plain | payment | x | #AD new boots again
US | plain | payment | x | #a␣d new boots again
US | plain | payment | missing | #аd new boots again
US | plain | payment | x | (ad) new boots again
US | plain | payment | x | [AD] new boots again
US | plain | payment | x | Paid partnership with Bootsy. New boots again.
GB | plain | payment | unclear | #sponsored new kettle day
GB | plain | gift | unclear | New kettle day (gifted by Brewly)
GB | plain | gift | x | Ad: new kettle day, gifted by Brewly
GB | plain | payment | first | The kettle has been whistling since dawn and the neighbours have opinions about it. #ad
GB | plain | payment | x | #advert The kettle has been whistling since dawn.
GB | plain | own_brand | missing | The kettle we made has been whistling since dawn.
GB | plain | affiliate | missing | The kettle has been whistling since dawn. Get yours below.
GB | plain | payment | x | AD | The kettle has been whistling since dawn.
GB | plain | none | x | The kettle has been whistling since dawn.
US,GB | plain | payment | unclear | #sponsored new kettle day
US,GB | plain | payment | x | #ad new kettle day
EU | plain | payment | missing | Šis tējas komplekts mani pavada katru rītu.
EU | plain | payment | x | Reklāma: šis tējas komplekts mani pavada katru rītu.
EU | plain | payment | x | #reklāma Šis tējas komplekts mani pavada katru rītu.
EU | plain | payment | x | Apmaksāta sadarbība ar Tējnīcu. Šis komplekts mani pavada katru rītu.
EU | plain | payment | unclear | Sadarbībā ar Tējnīcu: mani rīti ir kļuvuši klusāki.
EU | plain | gift | unclear | Paldies @tejnica par komplektu!
EU | plain | gift | x | Tējnīca uzdāvināja man šo komplektu, un tas man patīk.
EU | plain | none | x | Šis tējas komplekts mani pavada katru rītu.
EU | plain | payment | missing | Tā nav reklāma, man vienkārši garšo šī tēja.
DE | plain | payment | missing | Dieser Rucksack hat mit mir drei Alpenpässe überquert.
DE | plain | payment | x | Werbung: Dieser Rucksack hat mit mir drei Alpenpässe überquert.
DE | plain | payment | x | Anzeige | Dieser Rucksack hat mit mir drei Alpenpässe überquert.
DE | plain | payment | x | #werbung Dieser Rucksack hat mit mir drei Alpenpässe überquert.
DE | plain | payment | x | Bezahlte Werbepartnerschaft mit Bergfux. Dieser Rucksack hält.
DE | plain | payment | unclear | #ad Dieser Rucksack hat mit mir drei Alpenpässe überquert.
DE | plain | gift | unclear | Danke @bergfux für den Rucksack, der mit mir drei Pässe überquert hat.
DE | plain | payment | first | Dieser Rucksack hat mit mir drei Alpenpässe überquert und nie gemurrt. #werbung
DE | plain | payment | missing | Das ist keine Werbung, ich mag den Rucksack einfach.
DE | plain | payment | missing | Die Anzeige ist raus, der Dieb meines Rucksacks wird gesucht.
DE | plain | none | x | Dieser Rucksack hat mit mir drei Alpenpässe überquert.
FR | plain | payment | missing | Ce sac a traversé trois cols avec moi sans se plaindre.
FR | plain | payment | x | Publicité : ce sac a traversé trois cols avec moi.
FR | plain | payment | x | Collaboration commerciale avec Montagne. Ce sac a traversé trois cols.
FR | plain | payment | unclear | Merci @montagne pour ce sac qui a traversé trois cols avec moi.
FR | plain | payment | x | Partenariat rémunéré avec Montagne. Ce sac a traversé trois cols avec moi.
FR | plain | payment | missing | Ce n'est pas une publicité, j'aime ce sac, c'est tout.
FR | plain | payment | goods | Publicité : mes pronostics sportifs pour le week-end
FR | plain | none | x | J'ai arrêté la nicotine il y a un an, voici mon histoire.
RU | plain | payment | missing,sponsor_missing,number_missing,erid_missing | Этот чай согревает меня каждое утро.
RU | plain | payment | sponsor_missing,number_missing,erid_missing | Реклама. Этот чай согревает меня каждое утро.
RU | plain | payment:s | x | Реклама. Чайная, ИНН 7701234567. erid: 2VtzqwXyZ12⏎Этот чай согревает меня каждое утро.
RU | plain | payment:s | unclear | #реклам Чайная, ИНН 7701234567. erid: 2VtzqwXyZ12. Этот чай согревает.
RU | plain | payment:s | unclear | Спасибо @chaynaya за чай! Чайная, ИНН 7701234567. erid: 2VtzqwXyZ12
RU | instagram | payment:s | barred_network | Реклама. Чайная, ИНН 7701234567. erid: 2VtzqwXyZ12⏎Этот чай согревает.
RU | telegram | payment:s | x | Реклама. Чайная, ИНН 7701234567. erid: 2VtzqwXyZ12⏎Этот чай согревает.
RU | plain | payment:s | erid_link | Реклама. Чайная, ИНН 7701234567. Весенний чай: https://tea.example/spring
RU | plain | own_brand | ask_own_brand,missing | Наш новый чай уже в магазинах.
RU | plain | none | x | Этот чай согревает меня каждое утро.
RU | plain | payment:s | missing | Это не реклама, просто люблю чай. Чайная, ИНН 7701234567. erid: 2VtzqwXyZ12
IN | plain | payment | x | #collaboration Monsoon mornings with this umbrella.
IN | plain | payment | missing | Monsoon mornings with this umbrella.
IN | plain | payment | unclear | Monsoon mornings with this umbrella #sp
- | plain | payment | missing | ร่มคันนี้กันฝนได้ดีมาก
- | plain | payment | x | โฆษณา: ร่มคันนี้กันฝนได้ดีมาก
- | plain | payment | x | #โฆษณา ร่มคันนี้กันฝนได้ดีมาก
- | plain | gift | unclear | ขอบคุณร้านร่มดีสำหรับร่มคันนี้
- | plain | gift | x | ร้านร่มดีให้สินค้ามาฟรี ร่มคันนี้กันฝนได้ดีมาก
- | plain | payment | missing | โพสต์นี้ไม่ใช่โฆษณา: ร่มคันนี้กันฝนได้ดี
- | plain | payment | missing | Chiếc ô này che mưa rất tốt.
- | plain | payment | x | Quảng cáo: chiếc ô này che mưa rất tốt.
- | plain | payment | x | #quảngcáo Chiếc ô này che mưa rất tốt.
- | plain | gift | unclear | Cảm ơn Ô Việt đã gửi chiếc ô này.
- | plain | gift | x | Ô Việt tặng mình chiếc ô này, che mưa rất tốt.
- | plain | - | ask_connection | 10 % off with my code ANNA10 until Sunday
- | plain | - | ask_connection | The lamp is at https://shop.example/lamp?aff=77
- | plain | - | x | The lamp is at https://shop.example/lamp?colour=red
- | plain | - | ask_connection | #ad our new lamp
- | plain | - | ask_connection | Mana lampa ar kodu ANNA10 ir lētāka
- | plain | - | ask_connection | По промокоду ANNA10 скидка до воскресенья
- | plain | - | ask_connection | ใช้โค้ด ANNA10 ลดทันที
- | plain | - | ask_connection | Nhập mã ANNA10 để được giảm
- | plain | - | x | The door code is 4711, come in and shout.
- | plain | - | claim:health | This balm cures eczema overnight.
- | plain | - | claim:health | Klinisch bewiesen: unser Balsam wirkt.
- | plain | - | claim:health | Notre baume soulage la douleur en une heure.
- | plain | - | claim:health | Наш бальзам лечит экзему.
- | plain | - | claim:health | Mūsu balzams ārstē ekzēmu.
- | plain | - | claim:health | บาล์มของเรารักษาโรคผิวหนังให้หายขาด
- | plain | - | claim:health | Dầu này chữa khỏi chàm.
- | plain | - | x | We cured the ham for nine months.
- | plain | - | x | Time heals, they say. Tea helps.
- | plain | - | x | A digital detox weekend in the hills.
- | plain | - | x | This balm does not cure anything, it smells nice.
- | plain | - | claim:absolute | Absolutely 100% safe for babies.
- | plain | - | claim:absolute | Unser Sitz ist 100 % sicher.
- | plain | - | claim:absolute | Без побочных эффектов, проверено бабушкой.
- | plain | - | claim:absolute | Bez blakusparādībām un bez receptes.
- | plain | - | claim:absolute | ปลอดภัย 100% สำหรับเด็ก
- | plain | - | claim:absolute | An toàn tuyệt đối cho trẻ nhỏ
- | plain | - | x | Ich bin mir absolut sicher, dass es morgen regnet.
- | plain | - | x | Try it: risk-free trial for two weeks.
- | plain | - | claim:superlative | The best bakery in the old town.
- | plain | - | claim:superlative | Wir sind Marktführer bei Brotdosen.
- | plain | - | claim:superlative | La meilleure boulangerie du quartier.
- | plain | - | claim:superlative | Лучшая пекарня на районе.
- | plain | - | claim:superlative | Labākā maiznīca Vecrīgā.
- | plain | - | claim:superlative | ร้านขนมปังอันดับ 1 ของเมือง
- | plain | - | claim:superlative | Tiệm bánh số 1 khu phố cổ
- | plain | - | x | All the best for the new year!
- | plain | - | x | What is the best bread for toast?
- | plain | - | x | Лучший друг хлеба — масло.
- | plain | - | x | Mans labākais draugs ir suns.
- | plain | - | x | เขาคือเพื่อนที่ดีที่สุดของฉัน
- | plain | - | claim:price | Cheaper than any other bakery.
- | plain | - | claim:price | Zemākās cenas visā Rīgā.
- | plain | - | claim:price | Самые низкие цены в городе.
- | plain | - | claim:price | ถูกที่สุดในย่านนี้
- | plain | - | claim:price | Giá rẻ nhất khu vực
- | plain | - | claim:green | Our boxes are climate neutral.
- | plain | - | claim:green | Unsere Boxen sind klimaneutral.
- | plain | - | claim:green | Mūsu kastes ir videi draudzīgas.
- | plain | - | claim:green | Наши коробки биоразлагаемые.
- | plain | - | claim:green | กล่องของเราเป็นมิตรกับสิ่งแวดล้อม
- | plain | - | claim:green | Hộp của chúng tôi thân thiện với môi trường
- | plain | - | x | The green boxes are back in stock.
- | facebook | - | contest_mechanic,contest_words | Giveaway! Tag three friends to win a cake.
- | facebook | - | contest_words | Giveaway! Leave a comment to win a cake.
- | facebook | - | x | Giveaway! Leave a comment to win a cake. Facebook has no part in it: in no way sponsored by Facebook.
- | mastodon | - | x | Giveaway! Tag three friends to win a cake.
- | facebook | - | contest_mechanic,contest_words | Gewinnspiel! Teile diesen Beitrag und gewinne einen Kuchen.
- | facebook | - | contest_mechanic,contest_words | Розыгрыш! Сделайте репост и отметьте друга.
- | facebook | - | contest_mechanic,contest_words | Konkurss! Atzīmē divus draugus un laimē torti.
- | facebook | - | contest_mechanic,contest_words | กิจกรรมแจก! แท็กเพื่อนสามคนเพื่อลุ้นรับเค้ก
- | facebook | - | contest_mechanic,contest_words | Minigame! Tag 3 bạn để nhận quà.
- | facebook | - | x | Tag a friend who needs this cake.
- | instagram | payment | goods | #ad New vapes in every colour
- | instagram | none | x | Why I gave up cigarettes
`)
