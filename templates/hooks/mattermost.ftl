<#ftl attributes={"text": "markdown"}>
<#-- An incoming webhook of Mattermost, which shows Markdown. -->
{
  "text": "**${job}: ${summary}**",
  "attachments": [<#list notices[0..*15] as n>
    {
      "fallback": "${n.word}: ${n.title}",
      "color": "<#if n.severity == "critical">#B00020<#elseif n.severity == "error">#C75300<#else>#6B6B6B</#if>",
      "text": "**${n.word?cap_first}**: ${n.title}\n${n.message}\n${n.project}<#if n.owner?has_content>, ${n.owner}</#if>, ${n.count} events, ${n.users} users<#if n.command?has_content>, `${n.command}`</#if><#if n.link?has_content>, [open](${n.link})</#if>"
    }<#sep>,</#list>
  ]
}
