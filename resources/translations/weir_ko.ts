<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>AboutPage</name>
    <message>
        <source>About Weir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A weir is a low dam that measures and steers a stream. Weir is a native desktop console for Apache Kafka: it shows topics, messages and consumer lag of any cluster from Kafka 2.1 on, and starts a sandbox cluster of its own on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Qt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings and history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sandbox data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What leaves this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing but what is sent to the clusters that you open. There is no telemetry and no update check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Ask</name>
    <message>
        <source>Type %1 to go on.</source>
        <translation>계속하려면 %1을(를) 입력합니다.</translation>
    </message>
    <message>
        <source>Name to confirm</source>
        <translation>확인할 이름</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>AttentionList</name>
    <message>
        <source>Needs attention</source>
        <translation>주의 필요</translation>
    </message>
    <message>
        <source>Nothing needs you.</source>
        <translation>지금은 할 일이 없습니다.</translation>
    </message>
</context>
<context>
    <name>BrokerCard</name>
    <message>
        <source>Fault set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Killed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>브로커 %1</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slow replies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Controller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Killed at %1, %2 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at %1, %2 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused at %1: its connections stay open, nothing is answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since %1, ends in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fault set since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No fault set</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartLegend</name>
    <message>
        <source>Min</source>
        <translation>최소</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>최대</translation>
    </message>
</context>
<context>
    <name>ClusterFlyout</name>
    <message>
        <source>PRODUCTION</source>
        <translation>운영</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>끊김</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열림</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>Add cluster</source>
        <translation>클러스터 추가</translation>
    </message>
    <message>
        <source>Manage</source>
        <translation>관리</translation>
    </message>
    <message>
        <source>production</source>
        <translation>운영</translation>
    </message>
</context>
<context>
    <name>ClustersPage</name>
    <message>
        <source>Production, read only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>읽기 전용</translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>Import...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New cluster...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import client.properties...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Edit...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete...</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n profile(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No cluster yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the address of a Kafka cluster, or start the sandbox of this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>샌드박스</translation>
    </message>
    <message>
        <source>Kafka cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop has no keychain: the password is kept until Weir ends. Settings can keep it in a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the profile %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its address, its settings and its password on this computer are deleted. The cluster itself is not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Import client.properties</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kafka client settings (*.properties *.conf *.config);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be read</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodeBox</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
</context>
<context>
    <name>ConnectionReportView</name>
    <message>
        <source>Name found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted by TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logged in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocol versions agreed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cluster described</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every broker reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Testing the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s), Kafka %1, cluster id %2</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DemoPanel</name>
    <message>
        <source>Demo shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keeps up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lags and drains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stalls on one record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rewinds now and then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has members without a partition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was away too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetachedWindow</name>
    <message>
        <source>production</source>
        <translation>운영</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>%1 is not an address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The access rules could not be read or changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to %1 was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request to %1 was not answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster %1 could not be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The controller of the cluster could not be found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster&apos;s topics and brokers could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting %1 cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting %1 is not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration of %1 could not be read or changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kafka Connect did not do what was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connector %1 could not be created.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connector %1 could not be deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connector %1 could not be paused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connector %1 could not be restarted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connector %1 could not be resumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connector %1 could not be read or changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connectors could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in use by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The coordinator of group %1 could not be found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group %1 could not be deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The offsets of group %1 could not be reset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group %1 could not be read or changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The consumer groups could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not answer as expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The change could not be prepared or applied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record could not be written to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster profile %1 could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster profile %1 could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The query could not be run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quotas could not be read or changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The records of %1 could not be read or written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The records of %1 could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sandbox could not be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sandbox could not be stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sandbox did not do what was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in to %1 did not work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schema %1 could not be read or changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schema registry did not do what was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password of %1 could not be read or kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be read or kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weir&apos;s own data on this computer could not be read or written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secure connection to %1 could not be set up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The topic %1 could not be created.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The topic %1 could not be deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The topic %1 could not be read or changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The topics could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user %1 could not be read or changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer of %1 could not be understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refused this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in a state that does not allow this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be read or written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not offer this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answered with an error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weir made a mistake of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for an access rule that allows it, or use another profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the user name and the password in the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a sign-in method that the broker offers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the group&apos;s members first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at most as many replicas as there are brokers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of partitions can only grow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set delete.topic.enable on the brokers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring the missing replicas back, or lower min.insync.replicas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker is too old for this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set authorizer.class.name on the brokers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster is changing over. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address in the profile, and that the server is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the sign-in and the rights in the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been deleted meanwhile. Refresh the page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh the page and look at its state.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct what was entered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If it stays slow, look at the brokers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the free space and the rights of the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please report it, with the text above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventPanel</name>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>What</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterHeader</name>
    <message>
        <source>Filter %1</source>
        <translation>%1 필터</translation>
    </message>
</context>
<context>
    <name>FilterLine</name>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>필터</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>Gauges</name>
    <message>
        <source>Never committed. The log holds %1 to %2.</source>
        <translation>커밋한 적이 없습니다. 로그 범위는 %1부터 %2까지입니다.</translation>
    </message>
    <message>
        <source>Committed %1, before the log start %2. Log end %3.</source>
        <translation>커밋 %1, 로그 시작 %2보다 앞입니다. 로그 끝 %3.</translation>
    </message>
    <message>
        <source>Committed %1, ahead of the log end %2. Log start %3.</source>
        <translation>커밋 %1, 로그 끝 %2보다 앞섭니다. 로그 시작 %3.</translation>
    </message>
    <message>
        <source>Committed %1. The log holds %2 to %3.</source>
        <translation>커밋 %1. 로그 범위는 %2부터 %3까지입니다.</translation>
    </message>
    <message>
        <source>broker %1: missing</source>
        <translation>브로커 %1: 없음</translation>
    </message>
    <message>
        <source>broker %1: leader</source>
        <translation>브로커 %1: 리더</translation>
    </message>
    <message>
        <source>broker %1: in sync</source>
        <translation>브로커 %1: 동기화됨</translation>
    </message>
</context>
<context>
    <name>GoToButton</name>
    <message>
        <source>Topics, groups, brokers, pages and commands (%1)</source>
        <translation>토픽, 그룹, 브로커, 페이지, 명령 (%1)</translation>
    </message>
</context>
<context>
    <name>HexView</name>
    <message>
        <source>Bytes</source>
        <translation>바이트</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n바이트</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy selected bytes	Ctrl+C</source>
        <translation>선택한 바이트 복사	Ctrl+C</translation>
    </message>
    <message>
        <source>Copy all bytes	Ctrl+C</source>
        <translation>모든 바이트 복사	Ctrl+C</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Open as a page</source>
        <translation>페이지로 열기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>How it is counted</source>
        <translation>계산 방법</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open %1</source>
        <translation>%1 열기</translation>
    </message>
    <message>
        <source>production</source>
        <translation>운영</translation>
    </message>
    <message>
        <source>Password for %1</source>
        <translation>%1의 비밀번호</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>%1의 비밀번호</translation>
    </message>
    <message>
        <source>It is used for this session only. Store it in the profile to be asked no more.</source>
        <translation>이번 연결에만 사용합니다. 프로필에 저장하면 다시 묻지 않습니다.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>The profile could not be saved</source>
        <translation>프로필 저장 실패</translation>
    </message>
    <message>
        <source>Go to anything</source>
        <translation>어디로든 이동</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>명령 찾기</translation>
    </message>
    <message>
        <source>Refresh the page</source>
        <translation>페이지 새로 고침</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Find in the page</source>
        <translation>페이지에서 찾기</translation>
    </message>
    <message>
        <source>Cancel, or go up</source>
        <translation>취소 또는 위로</translation>
    </message>
    <message>
        <source>Close the tab</source>
        <translation>탭 닫기</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>다음 탭</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>이전 탭</translation>
    </message>
    <message>
        <source>Move the tab beside</source>
        <translation>탭을 옆으로 이동</translation>
    </message>
    <message>
        <source>Move the tab to a window of its own, or back</source>
        <translation>탭을 별도 창으로 또는 다시 탭으로</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>앞으로</translation>
    </message>
    <message>
        <source>Copy the link to this place</source>
        <translation>이 위치의 링크 복사</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>다음 창</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>이전 창</translation>
    </message>
    <message>
        <source>Show the requests that were sent</source>
        <translation>보낸 요청 보기</translation>
    </message>
    <message>
        <source>Review the pending changes</source>
        <translation>대기 중인 변경 검토</translation>
    </message>
    <message>
        <source>Switch the cluster</source>
        <translation>클러스터 전환</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>밝은 테마와 어두운 테마 전환</translation>
    </message>
    <message>
        <source>Switch between UTC and local time</source>
        <translation>UTC와 현지 시각 전환</translation>
    </message>
    <message>
        <source>Switch the language</source>
        <translation>언어 전환</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>글자 크게</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>글자 작게</translation>
    </message>
    <message>
        <source>Text in its normal size</source>
        <translation>글자 기본 크기</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Tab %1</source>
        <translation>탭 %1</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>페이지</translation>
    </message>
    <message numerus="yes">
        <source>Topic, %n partition(s)</source>
        <translation>
            <numerusform>토픽, 파티션 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Consumer group, lag %1</source>
        <translation>컨슈머 그룹, 랙 %1</translation>
    </message>
    <message>
        <source>Consumer group</source>
        <translation>컨슈머 그룹</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>브로커 %1</translation>
    </message>
    <message>
        <source>Switch to this cluster</source>
        <translation>이 클러스터로 전환</translation>
    </message>
    <message>
        <source>Follow the link</source>
        <translation>링크 따라가기</translation>
    </message>
    <message>
        <source>Follow the link into %1</source>
        <translation>%1(으)로 링크 따라가기</translation>
    </message>
    <message>
        <source>No cluster is named %1</source>
        <translation>%1(이)라는 클러스터가 없습니다</translation>
    </message>
    <message>
        <source>The link was made where a profile has that name.</source>
        <translation>그 이름의 프로필이 있는 곳에서 만든 링크입니다.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정</translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>Read at %1 %2</source>
        <translation>%1 %2에 읽음</translation>
    </message>
</context>
<context>
    <name>PageStates</name>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Changes the cluster</source>
        <translation>클러스터 변경</translation>
    </message>
    <message>
        <source>Nothing fits. Try fewer letters.</source>
        <translation>맞는 항목이 없습니다. 더 짧게 입력해 보십시오.</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>broker</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Go to a topic, group, broker, page or command</source>
        <translation>토픽, 그룹, 브로커, 페이지, 명령으로 이동</translation>
    </message>
    <message>
        <source>Go to anything</source>
        <translation>어디로든 이동</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>찾은 항목</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>Changes</source>
        <translation>변경</translation>
    </message>
    <message numerus="yes">
        <source>Plan: %n change(s) on %1</source>
        <translation>
            <numerusform>계획: %1에 변경 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Not checked by the cluster</source>
        <translation>클러스터가 점검하지 않음</translation>
    </message>
    <message>
        <source>Kafka offers no dry run for this.</source>
        <translation>Kafka에 이 변경의 시험 실행이 없습니다.</translation>
    </message>
    <message>
        <source>Checked by the cluster</source>
        <translation>클러스터가 점검함</translation>
    </message>
    <message>
        <source>The cluster refuses</source>
        <translation>클러스터가 거부함</translation>
    </message>
    <message>
        <source>Dry run: %1 of %2 pass</source>
        <translation>시험 실행: %2건 중 %1건 통과</translation>
    </message>
    <message>
        <source>This is a production cluster.</source>
        <translation>운영 클러스터입니다.</translation>
    </message>
    <message>
        <source>Change %1 cannot be undone: %2.</source>
        <translation>변경 %1은(는) 실행 취소할 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>This cannot be undone: %1.</source>
        <translation>실행 취소할 수 없습니다: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) cannot be undone.</source>
        <translation>
            <numerusform>변경 %n건은 실행 취소할 수 없습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Type the name of the cluster, %1, to go on.</source>
        <translation>계속하려면 클러스터 이름 %1을(를) 입력합니다.</translation>
    </message>
    <message>
        <source>Type %1 to go on.</source>
        <translation>계속하려면 %1을(를) 입력합니다.</translation>
    </message>
    <message>
        <source>Name to confirm</source>
        <translation>확인할 이름</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Keep as pending</source>
        <translation>대기로 보관</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n change(s)</source>
        <translation>
            <numerusform>변경 %n건 적용</numerusform>
        </translation>
    </message>
    <message>
        <source>This profile is read only.</source>
        <translation>읽기 전용 프로필입니다.</translation>
    </message>
    <message>
        <source>The cluster refuses it in a dry run.</source>
        <translation>클러스터가 시험 실행에서 거부했습니다.</translation>
    </message>
    <message>
        <source>The name is not typed yet.</source>
        <translation>아직 이름을 입력하지 않았습니다.</translation>
    </message>
    <message>
        <source>Stops at the first change that fails.</source>
        <translation>처음 실패한 변경에서 멈춥니다.</translation>
    </message>
    <message>
        <source>Applying</source>
        <translation>적용 중</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n change(s) done, the rest was not tried</source>
        <translation>
            <numerusform>변경 %n건 중 %1건 완료, 나머지는 시도하지 않음</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>PlanRunner</name>
    <message>
        <source>Preparing the plan</source>
        <translation>계획 준비 중</translation>
    </message>
    <message>
        <source>The changes wait</source>
        <translation>변경이 대기 중입니다</translation>
    </message>
    <message>
        <source>Export the records, then apply the pending changes from the status bar.</source>
        <translation>레코드를 내보낸 다음 상태 표시줄에서 대기 중인 변경을 적용합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) applied</source>
        <translation>
            <numerusform>변경 %n건을 적용했습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
</context>
<context>
    <name>PlanStepView</name>
    <message>
        <source>%1: before %2, after %3</source>
        <translation>%1: 이전 %2, 이후 %3</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>After</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>Can be undone, the old values are kept</source>
        <translation>실행 취소 가능, 이전 값 보관</translation>
    </message>
    <message>
        <source>Cannot be undone</source>
        <translation>실행 취소 불가</translation>
    </message>
    <message>
        <source>Export first...</source>
        <translation>먼저 내보내기...</translation>
    </message>
    <message>
        <source>Same as</source>
        <translation>같은 작업</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>명령줄</translation>
    </message>
    <message>
        <source>Wire request</source>
        <translation>프로토콜 요청</translation>
    </message>
</context>
<context>
    <name>PlanText</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 외 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Create topic</source>
        <translation>토픽 생성</translation>
    </message>
    <message>
        <source>Delete topic</source>
        <translation>토픽 삭제</translation>
    </message>
    <message>
        <source>Change configuration</source>
        <translation>설정 변경</translation>
    </message>
    <message>
        <source>Change broker configuration</source>
        <translation>브로커 설정 변경</translation>
    </message>
    <message>
        <source>Add partitions</source>
        <translation>파티션 추가</translation>
    </message>
    <message>
        <source>Delete records</source>
        <translation>레코드 삭제</translation>
    </message>
    <message>
        <source>Delete consumer group</source>
        <translation>컨슈머 그룹 삭제</translation>
    </message>
    <message>
        <source>Create topic %1</source>
        <translation>토픽 %1 생성</translation>
    </message>
    <message>
        <source>Delete topic %1</source>
        <translation>토픽 %1 삭제</translation>
    </message>
    <message>
        <source>Change configuration of %1</source>
        <translation>%1 설정 변경</translation>
    </message>
    <message>
        <source>Change the configuration of all brokers</source>
        <translation>모든 브로커의 설정 변경</translation>
    </message>
    <message>
        <source>Change configuration of broker %1</source>
        <translation>브로커 %1 설정 변경</translation>
    </message>
    <message>
        <source>Add partitions to %1</source>
        <translation>%1에 파티션 추가</translation>
    </message>
    <message>
        <source>Delete records of %1</source>
        <translation>%1의 레코드 삭제</translation>
    </message>
    <message>
        <source>Delete consumer group %1</source>
        <translation>컨슈머 그룹 %1 삭제</translation>
    </message>
    <message>
        <source>Topic %1 created</source>
        <translation>토픽 %1을(를) 생성했습니다</translation>
    </message>
    <message>
        <source>Topic %1 deleted</source>
        <translation>토픽 %1을(를) 삭제했습니다</translation>
    </message>
    <message>
        <source>%1 set on %2</source>
        <translation>%2에 %1을(를) 설정했습니다</translation>
    </message>
    <message>
        <source>%1 set on all brokers</source>
        <translation>모든 브로커에 %1을(를) 설정했습니다</translation>
    </message>
    <message>
        <source>%1 set on broker %2</source>
        <translation>브로커 %2에 %1을(를) 설정했습니다</translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n partition(s) now</source>
        <translation>
            <numerusform>%1의 파티션이 이제 %n개입니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Records of %1 deleted</source>
        <translation>%1의 레코드를 삭제했습니다</translation>
    </message>
    <message>
        <source>Consumer group %1 deleted</source>
        <translation>컨슈머 그룹 %1을(를) 삭제했습니다</translation>
    </message>
    <message>
        <source>Was %1. The old value is kept.</source>
        <translation>이전 값은 %1이며 보관합니다.</translation>
    </message>
    <message>
        <source>%1 records (%2) are gone for good.</source>
        <translation>레코드 %1건(%2)이 영구히 사라집니다.</translation>
    </message>
    <message>
        <source>%1 records are gone for good.</source>
        <translation>레코드 %1건이 영구히 사라집니다.</translation>
    </message>
    <message>
        <source>The records are gone for good.</source>
        <translation>레코드가 영구히 사라집니다.</translation>
    </message>
    <message>
        <source>Nothing brings them back but a copy made before.</source>
        <translation>미리 만든 사본이 없으면 되살릴 수 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n consumer group(s) use it.</source>
        <translation>
            <numerusform>컨슈머 그룹 %n개가 사용합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keys move to other partitions.</source>
        <translation>키가 다른 파티션으로 옮겨 갑니다.</translation>
    </message>
    <message>
        <source>A key&apos;s new records may come to another partition than its old ones: the order by key breaks once.</source>
        <translation>같은 키의 새 레코드가 이전과 다른 파티션에 들어갈 수 있어 키별 순서가 한 번 끊깁니다.</translation>
    </message>
    <message>
        <source>%1 is the cluster&apos;s own bookkeeping.</source>
        <translation>%1은(는) 클러스터 자체의 내부 기록입니다.</translation>
    </message>
    <message>
        <source>Consumers, transactions or connectors may stop working.</source>
        <translation>컨슈머, 트랜잭션, 커넥터가 멈출 수 있습니다.</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>실행 취소할 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no second copy.</source>
        <translation>두 번째 복제본이 없습니다.</translation>
    </message>
    <message>
        <source>With replication factor 1 the records of a broker that is lost are lost with it.</source>
        <translation>복제 계수가 1이면 브로커를 잃을 때 그 레코드도 잃습니다.</translation>
    </message>
    <message>
        <source>About %1 is older than the new retention and is deleted within minutes.</source>
        <translation>약 %1이(가) 새 보존 기간보다 오래되어 몇 분 안에 삭제됩니다.</translation>
    </message>
    <message>
        <source>Records older than the new retention are deleted within minutes.</source>
        <translation>새 보존 기간보다 오래된 레코드는 몇 분 안에 삭제됩니다.</translation>
    </message>
    <message>
        <source>Setting it back does not restore them.</source>
        <translation>설정을 되돌려도 복원되지 않습니다.</translation>
    </message>
    <message>
        <source>Groups that read there: %1.</source>
        <translation>그곳을 읽는 그룹: %1.</translation>
    </message>
    <message>
        <source>The state before could not be read.</source>
        <translation>이전 상태를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>So it cannot be put back.</source>
        <translation>따라서 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>set on the topic</source>
        <translation>토픽에 설정됨</translation>
    </message>
    <message>
        <source>set on the broker</source>
        <translation>브로커에 설정됨</translation>
    </message>
    <message>
        <source>set for all brokers</source>
        <translation>모든 브로커에 설정됨</translation>
    </message>
    <message>
        <source>from the broker&apos;s file</source>
        <translation>브로커 파일의 값</translation>
    </message>
    <message>
        <source>Kafka&apos;s default</source>
        <translation>Kafka 기본값</translation>
    </message>
    <message>
        <source>set on the group</source>
        <translation>그룹에 설정됨</translation>
    </message>
    <message>
        <source>set for client metrics</source>
        <translation>클라이언트 지표에 설정됨</translation>
    </message>
</context>
<context>
    <name>ProductionTag</name>
    <message>
        <source>PRODUCTION</source>
        <translation>운영</translation>
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <source>New cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileForm</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shop-staging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No encryption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SASL without encryption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SASL over TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mechanism</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CA certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate must name the host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read only: every change is refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production: crimson frame, changes ask for the name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.key);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least one address is needed, as host:port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not an address: write host:port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SASL needs a user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A client certificate and its key belong together.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Profiles</name>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No encryption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 as %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Violet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Magenta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ochre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>흐름</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>감시</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation>탐색</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>밝은 테마</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>어두운 테마</translation>
    </message>
</context>
<context>
    <name>RefreshControl</name>
    <message>
        <source>Refresh now	F5</source>
        <translation>지금 새로 고침	F5</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>수동</translation>
    </message>
    <message>
        <source>Every %1</source>
        <translation>%1마다</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>새로 고침</translation>
    </message>
    <message>
        <source>How often this page is read anew. F5 reads it now.</source>
        <translation>이 페이지를 다시 읽는 주기입니다. F5를 누르면 바로 읽습니다.</translation>
    </message>
</context>
<context>
    <name>ReplicaMap</name>
    <message>
        <source>Replicas by topic and partition</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RequestsPane</name>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>Answered in</source>
        <translation>응답 시간</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>응답 없음</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message numerus="yes">
        <source>the last %n</source>
        <translation>
            <numerusform>최근 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>no cluster is open</source>
        <translation>열린 클러스터 없음</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>텍스트로 복사</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>목록 지우기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>SandboxEvents</name>
    <message>
        <source>The sandbox has started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broker %1 started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broker %1 stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broker %1 killed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broker %1 paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broker %1 goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broker %1 added</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n leader(s) moved</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1: in sync now %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: in sync again %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) lack a replica</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All replicas are in sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fault set on broker %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faults of broker %1 cleared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All faults cleared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo shop is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo shop is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 switched on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is room on the disk again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SandboxPage</name>
    <message>
        <source>Sandbox</source>
        <translation>샌드박스</translation>
    </message>
    <message>
        <source>Open cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add broker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear all faults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Brokers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect a client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the sandbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the sandbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wipe the sandbox...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brokers from left to right in each cell: filled leads, outlined is in sync, dashed is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A broker is down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running with faults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>started in %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>All %n partition(s) in sync</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 partitions lack a replica, %3 have no leader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log is empty: nothing went wrong, or the sandbox was started by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wipe the sandbox?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is stopped, and all of its topics, groups and records are deleted: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wipe the sandbox</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roomy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Local</source>
        <translation>현지</translation>
    </message>
    <message>
        <source>Times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing turns or runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prometheus metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serve /metrics for the open cluster while Weir runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Off. weir-exporter serves the same without a window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>http://%1/metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passwords</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passwords are kept in the keychain of this desktop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passwords are kept in a file that only you can read, without encryption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No keychain answers on this desktop: passwords are kept until Weir ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep them in a file instead (from the next start on)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter changes one, the menu puts it back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutTable</name>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcut of “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New shortcut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Set shortcut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has it already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SidePane</name>
    <message>
        <source>Back to the tabs</source>
        <translation>탭으로 되돌리기</translation>
    </message>
    <message>
        <source>Close the pane</source>
        <translation>창 닫기</translation>
    </message>
</context>
<context>
    <name>SnippetPanel</name>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPanel</name>
    <message>
        <source>Write and read like a small shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Kafka cluster of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sandbox is a complete cluster on this computer, for trying things out: real brokers with replication on disk, which any Kafka client can use. It starts in a moment and listens on this computer only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brokers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the sandbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wipe...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its data will lie in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its data lies in %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Cancel %1</source>
        <translation>%1 취소</translation>
    </message>
    <message>
        <source>No cluster open</source>
        <translation>열린 클러스터 없음</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>연결 중</translation>
    </message>
    <message numerus="yes">
        <source>Connected, %1 of %n broker(s)</source>
        <translation>
            <numerusform>연결됨, 브로커 %n개 중 %1개</numerusform>
        </translation>
    </message>
    <message>
        <source>Connection lost, trying again</source>
        <translation>연결이 끊겨 다시 시도 중</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>No pending changes</source>
        <translation>대기 중인 변경 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n pending change(s)</source>
        <translation>
            <numerusform>대기 중인 변경 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>Every request that was sent</source>
        <translation>보낸 모든 요청</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>왕복</translation>
    </message>
</context>
<context>
    <name>SwitcherButton</name>
    <message>
        <source>Sandbox</source>
        <translation>샌드박스</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>읽기 전용</translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s)</source>
        <translation>
            <numerusform>브로커 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Cluster %1, %2</source>
        <translation>클러스터 %1, %2</translation>
    </message>
    <message>
        <source>No cluster</source>
        <translation>클러스터 없음</translation>
    </message>
    <message>
        <source>production</source>
        <translation>운영</translation>
    </message>
</context>
<context>
    <name>TabRow</name>
    <message>
        <source>All tabs</source>
        <translation>모든 탭</translation>
    </message>
    <message>
        <source>Open something in a new tab</source>
        <translation>새 탭에서 열기</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>탭</translation>
    </message>
</context>
<context>
    <name>TabStrip</name>
    <message>
        <source>Tabs</source>
        <translation>탭</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Fit columns</source>
        <translation>열 너비 맞춤</translation>
    </message>
    <message>
        <source>Use as filter</source>
        <translation>필터로 사용</translation>
    </message>
    <message>
        <source>Exclude this value</source>
        <translation>이 값 제외</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>필터 지우기</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Copy all rows	Ctrl+C</source>
        <translation>모든 행 복사	Ctrl+C</translation>
    </message>
    <message>
        <source>Copy rows	Ctrl+C</source>
        <translation>행 복사	Ctrl+C</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>CSV로 복사</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>JSON으로 복사</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Markdown으로 복사</translation>
    </message>
</context>
<context>
    <name>TimeChart</name>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>other</source>
        <translation>기타</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>최근</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>차트</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>표로 보기</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>숫자 복사</translation>
    </message>
</context>
<context>
    <name>Toasts</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Go to anything</source>
        <translation>어디로든 이동</translation>
    </message>
    <message>
        <source>Local</source>
        <comment>time zone</comment>
        <translation>현지</translation>
    </message>
    <message>
        <source>Time zone of all times</source>
        <translation>모든 시각의 시간대</translation>
    </message>
</context>
<context>
    <name>WindowFrame</name>
    <message>
        <source>Production cluster</source>
        <translation>운영 클러스터</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>No cluster is open</source>
        <translation>열린 클러스터가 없습니다</translation>
    </message>
    <message>
        <source>%1 shows what is in a cluster. Open one first.</source>
        <translation>%1은(는) 클러스터의 내용을 보여 줍니다. 먼저 클러스터를 엽니다.</translation>
    </message>
    <message>
        <source>Link copied</source>
        <translation>링크를 복사했습니다</translation>
    </message>
    <message>
        <source>Paste it into &quot;Go to anything&quot; to come back here.</source>
        <translation>&quot;어디로든 이동&quot;에 붙여 넣으면 여기로 돌아옵니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close the others</source>
        <translation>다른 탭 닫기</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>유지</translation>
    </message>
    <message>
        <source>Move beside</source>
        <translation>옆으로 이동</translation>
    </message>
    <message>
        <source>Move to a window of its own</source>
        <translation>별도 창으로 이동</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>링크 복사</translation>
    </message>
</context>
<context>
    <name>weir::widgets</name>
    <message>
        <source>Object</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>What</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>조치</translation>
    </message>
</context>
</TS>
