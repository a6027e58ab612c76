/** Written after the packs, and judged before anything was changed for them. */
import { type Labelled, rows } from './rows.ts'

export const heldOut: readonly Labelled[] = rows(`
US | plain | payment | missing | Three weeks in, and the mattress still surprises me. Sleep has never been this deep.
US | plain | payment | x | Sponsored by Doze. Three weeks in, and the mattress still surprises me.
US | plain | payment | x | #sponsored Three weeks in, and the mattress still surprises me.
US | plain | payment | x | Advertisement: three weeks with a Doze mattress.
US | plain | payment | x | Doze paid me to sleep on this for three weeks. Hard job.
US | plain | gift | x | Doze sent me this mattress for free and I slept on it for three weeks.
US | plain | gift | unclear | Thanks @doze for the mattress, my back says hello!
US | plain | gift | unclear | New mattress, #gifted and loved
US | plain | payment | unclear | Sleeping like a log #partner #doze
US | plain | payment | unclear | Teamed up with Doze for better nights
US | plain | payment | unclear | Sleeping like a log. Thank you to Doze for believing in naps.
US | plain | payment | missing | Did anybody else see the ad during the game? I sleep better than that guy.
US | plain | payment | missing | I wrote about mattresses for my blog, adding new photos daily.
US | plain | payment | missing | Not sponsored, just really well rested after three weeks.
US | plain | payment | buried | Night night #sleep #dream #ad #pillow
US | instagram | payment | late | Some people count sheep, some people count the hours until the alarm, some count regrets, and I used to do all three at once before this mattress. Sponsored by Doze.
US | instagram | payment | x | Sponsored by Doze. Some people count sheep, some people count the hours until the alarm, some count regrets, and I used to do all three at once before this mattress.
US | plain | family | missing | The bakery on Fifth makes the croissants everybody talks about.
US | plain | family | x | #ad My sister owns the bakery on Fifth, and her croissants are what everybody talks about.
US | plain | contest | contest_tag | #ad My summer with a Fizz in my hand
US | plain | contest | x | #ad My summer with a Fizz in my hand #FizzSweepstakes
US | plain | discount | missing | Half the price of my old gym, twice the sweat.
US | plain | discount | x | Ad — half my membership is on the house at Gymbo.
US | plain | early_access | missing | Spent the weekend with the phone nobody can buy yet.
US | plain | payment | other_language | #ad Hôm nay mình thử chiếc nệm mới và ngủ rất ngon cả đêm.
US | plain | payment | x | Quảng cáo: hôm nay mình thử chiếc nệm mới và ngủ rất ngon.
US | plain | payment | x | #ad\u00a0Three weeks on this mattress
US | plain | payment | missing | The grand addition to our bedroom: a new mattress.
US | plain | payment | x | Paid ad: three weeks with a Doze mattress
US | plain | ambassador | x | I'm being paid by Doze to tell you how I sleep. I sleep well.
GB | plain | payment | x | Ad - the lamp above my desk finally stopped flickering.
GB | plain | payment | unclear | Sponsored: the lamp above my desk finally stopped flickering.
GB | plain | gift | unclear | The lamp above my desk finally stopped flickering, courtesy of Lumo.
GB | plain | gift | missing | The lamp above my desk finally stopped flickering.
GB | plain | payment | unclear | Paid partnership with Lumo. The lamp above my desk no longer flickers.
GB | plain | affiliate | x | #ad The lamp above my desk is here: https://lumo.example/desk?ref=jo
GB | plain | payment | x | Desk light #ad
GB | plain | payment | first | My desk lamp flickered for two whole years and I refused to accept it, until last Tuesday evening. #ad
GB | plain | employment | x | Ad: I work at Lumo, and this lamp is my baby.
GB | plain | own_brand | x | #advertisement The lamp we built in a shed.
GB | plain | none | x | The lamp above my desk finally stopped flickering. Bought it myself.
EU | plain | payment | missing | Beidzot atradu krēslu, kurā var nosēdēt visu dienu.
EU | plain | payment | x | Reklāma. Beidzot atradu krēslu, kurā var nosēdēt visu dienu.
EU | plain | payment | x | Sponsorēts ieraksts: beidzot atradu krēslu, kurā var nosēdēt visu dienu.
EU | plain | gift | unclear | Paldies zīmolam Sēdi par krēslu, kurā var nosēdēt visu dienu.
EU | plain | gift | x | Sēdi man uzdāvināja krēslu, kurā var nosēdēt visu dienu.
EU | plain | payment | unclear | Kopā ar @sedi meklējam krēslu, kurā var nosēdēt visu dienu.
EU | plain | payment | missing | Šī nav reklāma, bet krēsls tiešām ir ērts.
EU | plain | employment | x | Es strādāju uzņēmumā Sēdi un pats sēžu šajā krēslā.
EU | plain | payment | x | Paid partnership with Sit. I finally found a chair for the whole day.
EU | plain | payment | missing | Наконец нашёл кресло, в котором можно просидеть весь день.
EU | plain | payment | x | Реклама: наконец нашёл кресло, в котором можно просидеть весь день.
EU | plain | payment | unclear | При поддержке Sit нашёл кресло, в котором можно просидеть весь день.
EU | plain | none | x | Beidzot atradu krēslu, kurā var nosēdēt visu dienu.
DE | plain | payment | missing | Seit ich diese Pfanne habe, klebt das Spiegelei nicht mehr fest.
DE | plain | payment | x | [Werbung] Seit ich diese Pfanne habe, klebt das Spiegelei nicht mehr fest.
DE | plain | payment | x | *Anzeige* Seit ich diese Pfanne habe, klebt nichts mehr fest.
DE | plain | payment | x | WERBUNG⏎Seit ich diese Pfanne habe, klebt nichts mehr fest.
DE | plain | payment | unclear | In Kooperation mit Pfannmann: nie wieder festgeklebte Spiegeleier.
DE | plain | gift | unclear | Vielen Dank an Pfannmann für die Pfanne, endlich klebt nichts mehr.
DE | plain | payment | unclear | #sponsored Seit ich diese Pfanne habe, klebt das Spiegelei nicht mehr.
DE | plain | payment | missing | Wegen der Werbung im Fernsehen habe ich diese Pfanne nicht gekauft.
DE | plain | payment | missing | Ohne Werbung geht es auch, die Pfanne spricht für sich.
DE | plain | payment | first | Seit ich diese Pfanne habe, klebt das Spiegelei einfach nicht mehr fest, niemals. Anzeige
DE | plain | own_brand | x | Werbung: unsere Pfanne, aus unserem Werk, für euer Spiegelei.
DE | plain | none | x | Seit ich diese Pfanne habe, klebt das Spiegelei nicht mehr fest. Selbst gekauft.
FR | plain | payment | missing | Depuis que j'ai cette poêle, mes œufs ne collent plus.
FR | plain | payment | x | #publicité Depuis que j'ai cette poêle, mes œufs ne collent plus.
FR | plain | payment | x | PUBLICITÉ – Depuis que j'ai cette poêle, mes œufs ne collent plus.
FR | plain | payment | unclear | En partenariat avec Poêlon, mes œufs ne collent plus.
FR | plain | gift | x | Poêlon m'a offert cette poêle et mes œufs ne collent plus.
FR | plain | gift | unclear | Merci à Poêlon, mes œufs ne collent plus.
FR | plain | payment | missing | Sans publicité aucune, mes œufs ne collent plus dans cette poêle.
FR | plain | payment | goods | Collaboration commerciale avec Clinica : ma chirurgie esthétique racontée sans filtre
FR | plain | none | x | Depuis que j'ai cette poêle, mes œufs ne collent plus.
RU | plain | payment | missing,sponsor_missing,number_missing,erid_missing | С этой сковородой яичница больше не пригорает.
RU | plain | payment:s | x | #реклама Чайная, ИНН 7701234567, erid: 2VtzqwXyZ12. С этой сковородой яичница больше не пригорает.
RU | plain | payment:s | x | На правах рекламы. Чайная, ИНН 7701234567. erid 2VtzqwXyZ12. Яичница больше не пригорает.
RU | plain | payment:s | missing | Яичница больше не пригорает. Чайная, ИНН 7701234567. erid: 2VtzqwXyZ12
RU | plain | payment:s | unclear | В сотрудничестве с Чайной. Чайная, ИНН 7701234567. erid: 2VtzqwXyZ12
RU | vk | payment:s | x | Реклама. Чайная, ИНН 7701234567 https://tea.example/?erid=2VtzqwXyZ12
RU | x | payment:s | barred_network | Реклама. Чайная, ИНН 7701234567. erid: 2VtzqwXyZ12
RU | linkedin | payment:s | barred_network | Реклама. Чайная, ИНН 7701234567. erid: 2VtzqwXyZ12
RU | plain | payment:s | unclear | #ad Чайная, ИНН 7701234567. erid: 2VtzqwXyZ12. Яичница больше не пригорает.
RU | plain | employment | missing | Работать здесь — одно удовольствие.
RU,US | plain | payment:s | x | Реклама. Чайная, ИНН 7701234567. erid: 2VtzqwXyZ12⏎Яичница больше не пригорает.
IN | plain | payment | x | #sponsored The scooter made it through the flooded street.
IN | plain | payment | x | In collaboration with Zip: the scooter made it through the flooded street.
IN,US | plain | payment | unclear | In collaboration with Zip: the scooter made it through the flooded street.
IN | plain | gift | unclear | Thanks to Zip, the scooter made it through the flooded street.
- | plain | payment | missing | สกู๊ตเตอร์คันนี้ลุยน้ำท่วมได้สบาย
- | plain | payment | x | [โฆษณา] สกู๊ตเตอร์คันนี้ลุยน้ำท่วมได้สบาย
- | plain | payment | x | สกู๊ตเตอร์คันนี้ได้รับการสนับสนุนจากซิป ลุยน้ำท่วมได้สบาย
- | plain | payment | unclear | ร่วมกับซิป พาคุณลุยน้ำท่วม
- | plain | payment | missing | ไม่ได้โฆษณานะ แต่สกู๊ตเตอร์คันนี้ดีจริง
- | plain | payment | missing | Chiếc xe này lội nước ngập rất khỏe.
- | plain | payment | x | Bài viết được tài trợ bởi Zip. Chiếc xe này lội nước ngập rất khỏe.
- | plain | payment | unclear | Hợp tác với Zip để vượt mùa ngập.
- | plain | payment | x | [Quảng cáo] Chiếc xe này lội nước ngập rất khỏe.
- | plain | payment | missing | Không phải quảng cáo đâu, xe này lội nước khỏe thật.
- | plain | - | ask_connection | Order with code NOVA15 and save
- | plain | - | ask_connection | Tasse hier: https://becher.example/blau?irclickid=abc
- | plain | - | ask_connection | Avec mon code LUNE10, dix pour cent de moins
- | plain | - | ask_connection | Mit meinem Code MIA10 spart ihr zehn Prozent
- | plain | - | ask_connection | #collab with a friend of the house
- | plain | - | x | We changed the code of our shop, and nothing broke.
- | plain | - | x | Ссылка на запись эфира: https://radio.example/?page=4
- | plain | - | x | Mājas kods ir 12, zvaniet divreiz.
- | plain | - | x | Unser Newsletter: https://brot.example/?utm_source=mastodon&utm_campaign=herbst
- | plain | - | x | Nous cherchons une personne pour la caisse, écrivez-nous.
- | plain | - | claim:health | Clinically proven to calm your skin in a day
- | plain | - | claim:health | Two cups a day boost your immunity
- | plain | - | claim:health | Dieser Tee lindert Kopfschmerzen in Minuten
- | plain | - | claim:health | Ce thé guérit le rhume
- | plain | - | claim:health | Этот чай укрепляет иммунитет за неделю
- | plain | - | claim:health | Šī tēja stiprina imunitāti jau nedēļas laikā
- | plain | - | claim:health | ชานี้ช่วยลดความดันและเสริมภูมิคุ้มกัน
- | plain | - | claim:health | Trà này giúp tăng sức đề kháng
- | plain | - | claim:health | Этот чай лeчит простуду
- | plain | - | x | Our cheese is cured in a cellar for two years.
- | plain | - | x | Ärzte ohne Grenzen sammelt heute auf dem Markt, kommt vorbei.
- | plain | - | x | Le boulanger soigne la présentation de ses tartes.
- | plain | - | x | Доктор Иванова рассказывает о чае в субботу.
- | plain | - | x | Šodien runājam ar ārsti par ziemas ieradumiem.
- | plain | - | x | คุณหมอจะมาเล่าเรื่องชาในวันเสาร์
- | plain | - | x | Bác sĩ Lan sẽ nói về trà vào thứ bảy.
- | plain | - | x | Tea does not treat any disease; it is just nice.
- | plain | - | x | Manicure and a coffee, that is Friday.
- | plain | - | claim:absolute | Results guaranteed or your money back
- | plain | - | claim:absolute | Völlig sicher und ohne Nebenwirkungen
- | plain | - | claim:absolute | Une crème 100 % efficace
- | plain | - | claim:absolute | Результат гарантирован уже завтра
- | plain | - | claim:absolute | Garantēts rezultāts jau rīt
- | plain | - | claim:absolute | เห็นผล 100% ภายในสามวัน
- | plain | - | claim:absolute | Cam kết hiệu quả sau ba ngày
- | plain | - | x | We guarantee nothing, but the soup is warm.
- | plain | - | x | Safe travels to everybody who is on the road today!
- | plain | - | x | Я на 100% уверена, что завтра будет снег.
- | plain | - | x | Es esmu 100% drošs, ka rīt snigs.
- | plain | - | claim:superlative | Probably the only soup in town, certainly number one
- | plain | - | claim:superlative | Das beste Brot der Stadt
- | plain | - | claim:superlative | Le meilleur pain de la ville
- | plain | - | claim:superlative | Самый быстрый доставщик супа, номер один в городе
- | plain | - | claim:superlative | Vislabākā zupa Rīgā
- | plain | - | claim:superlative | ซุปที่ดีที่สุดในเมือง
- | plain | - | claim:superlative | Món súp ngon và tốt nhất thành phố
- | plain | - | x | Which soup do you like best?
- | plain | - | x | We wish you the best for your exams.
- | plain | - | x | Das Beste zum Schluss: heute bis Mitternacht geöffnet.
- | plain | - | x | C'est le meilleur moment pour planter des tulipes.
- | plain | - | x | Лучшее время для прогулки — до завтрака.
- | plain | - | x | Kurš ir labākais laiks pastaigai?
- | plain | - | x | ช่วงเช้าเป็นเวลาที่ดีที่สุดสำหรับเดินเล่น
- | plain | - | x | Đâu là thời điểm tốt nhất để đi dạo?
- | plain | - | x | The best is yet to come.
- | plain | - | x | Wir suchen die beste Antwort auf unsere Frage von gestern.
- | plain | - | claim:price | The lowest prices in the valley
- | plain | - | claim:price | Billiger als im Supermarkt
- | plain | - | claim:price | Deux fois moins cher que chez les autres
- | plain | - | claim:price | Дешевле, чем в супермаркете
- | plain | - | claim:price | Lētāk nekā lielveikalā
- | plain | - | claim:price | ราคาถูกกว่าในห้าง
- | plain | - | claim:price | Rẻ hơn trong siêu thị
- | plain | - | x | A cheap trick with salt that saves your sauce.
- | plain | - | x | Unser Preis für das Schwarzbrot steht jetzt im Fenster.
- | plain | - | x | Цены на хлеб обсуждаем в субботу.
- | plain | - | claim:green | Carbon-neutral delivery from today
- | plain | - | claim:green | Umweltfreundliche Tüten ab heute
- | plain | - | claim:green | Un emballage biodégradable dès aujourd'hui
- | plain | - | claim:green | Экологичная упаковка с сегодняшнего дня
- | plain | - | claim:green | Bioloģiski noārdāms iepakojums no šodienas
- | plain | - | claim:green | ถุงของเราย่อยสลายได้
- | plain | - | claim:green | Túi phân hủy sinh học từ hôm nay
- | plain | - | x | The climate march passes our shop at noon.
- | plain | - | x | Was heißt klimaneutral eigentlich? Heute um acht.
- | plain | - | x | Зелёные пакеты снова в продаже.
- | plain | - | x | Zaļie maisiņi atkal ir veikalā.
- | facebook | - | contest_mechanic,contest_words | Win a loaf! Share this post to enter.
- | facebook | - | contest_mechanic,contest_words | Gewinnspiel: Markiert zwei Freunde und gewinnt ein Brot.
- | facebook | - | contest_mechanic,contest_words | Jeu concours : identifiez un ami en commentaire.
- | facebook | - | contest_mechanic,contest_words | Розыгрыш буханки: отметьте друга в комментариях!
- | instagram | - | contest_mechanic,contest_words | Konkurss: dalies ar ierakstu un laimē klaipu.
- | instagram | - | contest_mechanic,contest_words | ร่วมสนุกลุ้นรางวัล แชร์โพสต์นี้
- | instagram | - | contest_mechanic,contest_words | Bốc thăm trúng thưởng: chia sẻ bài viết này.
- | facebook | - | contest_words | Raffle tonight: comment with your favourite crust.
- | facebook | - | x | Gewinnspiel: Kommentiert und gewinnt. Es steht in keiner Verbindung zu Facebook.
- | bluesky | - | x | Win a loaf! Share this post to enter.
- | facebook | - | x | Please share this post: our cat is missing.
- | facebook | - | x | Bitte teilt diesen Beitrag, unsere Katze ist weg.
- | x | - | contest_mechanic | Giveaway: repost as often as you like, most reposts wins a loaf.
- | x | - | x | Giveaway: repost once by Friday.
- | tiktok | payment | goods | Ad: cigarettes at the corner shop
- | tiktok | payment | x | Ad: croissants at the corner shop
`)
