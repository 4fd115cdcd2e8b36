# baton demo 的旁白。

demo-opening-scene = { $company }是一家虚构的电脑公司：十位同事、八十家客户、一年的订单和通话。
    现在是台北 { WHEN($at) }，这是許佩珊（amy）的工位，分机 218。
demo-ring = { WHEN($at) }，电话响了。没见过的号码，一家小公司要三台电脑。
demo-script = 她照着话术接这通电话。
demo-stock = 客户点名的机型缺货，但不会让他去别家问。
demo-log = { WHEN($at) }，挂了电话。用自己的话写一行，就是全部记录。
demo-opening = 有一项加购合适，客户要了。
demo-letter = 规格当天发出，邮件已经写好。
demo-elsewhere = { WHEN($at) }，其他同事也没闲着：今天又记了 { $calls } 通。
demo-reminder = { WHEN($at) }，约好的电话不用自己惦记。
demo-order = 老板点头了：下单，连质保一起。
demo-grows = { WHEN($at) }，他介绍了关联公司：四十台。这要交给外勤。
demo-field = 负责台北的蔡宗翰（tim）在自己的聊天里收到。
demo-half = { WHEN($at) }，他的时限过了一半。
demo-won = { WHEN($at) }，拜访之后。线索的结果会回到移交人手上。
demo-digest = { WHEN($at) }，主管林淑芬（mia）早上看到的日报。
demo-others = （另有 { $count } 条消息）
demo-end = 故事到此结束。以上都是 Baton 当场的回答，没有一句是事先写好的。
demo-yours = 工位交给你：你是許佩珊。可以试试：下一个 · 待办 · 查晨光食品 · 产品 NB-14i5 · 帮助
