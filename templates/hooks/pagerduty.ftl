<#ftl attributes={"text": "plain", "each": "notice"}>
<#-- Events API v2 of PagerDuty, one event for each notice. What is about the same issue has the same dedup_key. -->
{
  "routing_key": "${key}",
  "event_action": "trigger",
  "dedup_key": "${notice.key}",
  "client": "Nightjar"<#if link?has_content>,
  "client_url": "${link}"</#if>,
  "payload": {
    "summary": "${notice.word?cap_first} in ${notice.project}: ${notice.title}",
    "source": "${host}",
    "severity": "${notice.severity}",
    "timestamp": "${notice.ts}",
    "component": "${notice.project}",
    "group": "${job}",
    "class": "${notice.kind}",
    "custom_details": {
      "message": "${notice.message}",
      "issue": "${notice.issue}",
      "owner": "${notice.owner}",
      "count": ${notice.count},
      "users": ${notice.users},
      "command": "${notice.command}"
    }
  }<#if notice.link?has_content>,
  "links": [{"href": "${notice.link}", "text": "open in the report"}]</#if>
}
