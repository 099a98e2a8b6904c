<#ftl attributes={"text": "slack"}>
<#-- An incoming webhook of Slack: at most 50 blocks. What a log says stands in plain_text, which knows no markup. -->
{
  "text": "Nightjar ${job}: ${summary}",
  "unfurl_links": false,
  "blocks": [
    {"type": "header", "text": {"type": "plain_text", "emoji": false, "text": "${job}: ${summary}"}}<#list notices[0..*15] as n>,
    {"type": "section", "text": {"type": "plain_text", "emoji": false, "text": "${n.word?cap_first}: ${n.title}\n${n.message}"}},
    {"type": "context", "elements": [
      {"type": "plain_text", "emoji": false, "text": "${n.project}<#if n.owner?has_content>, ${n.owner}</#if>, ${n.count} events, ${n.users} users<#if n.command?has_content>, ${n.command}</#if>"}<#if n.link?has_content>,
      {"type": "mrkdwn", "text": "<${n.link}|open>"}</#if>
    ]}</#list><#if (notices?size > 15)>,
    {"type": "context", "elements": [{"type": "plain_text", "emoji": false, "text": "and ${notices?size - 15} more, see the report"}]}</#if>
  ]
}
