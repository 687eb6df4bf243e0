<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>AboutPage</name>
    <message>
        <source>About Weir</source>
        <translation>Weir 정보</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>버전 %1</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>소개</translation>
    </message>
    <message>
        <source>A weir is a low dam that measures and steers a stream. Weir is a native desktop console for Apache Kafka: it shows topics, messages and consumer lag of any cluster from Kafka 2.1 on, and starts a sandbox cluster of its own on this computer.</source>
        <translation>Weir(보)는 물의 흐름을 재고 조절하는 낮은 둑입니다. Weir는 Apache Kafka를 위한 데스크톱 콘솔입니다. Kafka 2.1 이상 모든 클러스터의 토픽, 메시지, 컨슈머 랙을 보여 주고 이 컴퓨터에서 자체 샌드박스 클러스터를 시작합니다.</translation>
    </message>
    <message>
        <source>This copy</source>
        <translation>이 프로그램</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>Settings and history</source>
        <translation>설정과 기록</translation>
    </message>
    <message>
        <source>Sandbox data</source>
        <translation>샌드박스 데이터</translation>
    </message>
    <message>
        <source>What leaves this computer</source>
        <translation>이 컴퓨터 밖으로 나가는 것</translation>
    </message>
    <message>
        <source>Nothing but what is sent to the clusters that you open. There is no telemetry and no update check.</source>
        <translation>연 클러스터로 보내는 것 말고는 없습니다. 원격 측정도 업데이트 확인도 하지 않습니다.</translation>
    </message>
    <message>
        <source>Built on</source>
        <translation>사용한 라이브러리</translation>
    </message>
</context>
<context>
    <name>AddPartitionsDialog</name>
    <message>
        <source>Add partitions to %1</source>
        <translation>%1에 파티션 추가</translation>
    </message>
    <message numerus="yes">
        <source>It has %n partition(s) now. Partitions can be added and never taken away; keys map to other partitions from then on, and groups rebalance.</source>
        <translation>
            <numerusform>지금 파티션은 %n개입니다. 파티션은 늘릴 수만 있고 줄일 수 없습니다. 이후 키가 다른 파티션으로 가고 그룹은 리밸런싱합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Partitions after the change</source>
        <translation>변경 후 파티션 수</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Show the plan...</source>
        <translation>계획 보기...</translation>
    </message>
</context>
<context>
    <name>Ask</name>
    <message>
        <source>Type %1 to go on.</source>
        <translation>계속하려면 입력할 이름: %1</translation>
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
    <name>AttentionWords</name>
    <message>
        <source>Broker %1</source>
        <translation>브로커 %1</translation>
    </message>
    <message numerus="yes">
        <source>Down: %n replica(s) are missing</source>
        <translation>
            <numerusform>내려감: 복제본 %n개가 없습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Open broker</source>
        <translation>브로커 열기</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) have no leader</source>
        <translation>
            <numerusform>파티션 %n개에 리더가 없습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Show partitions</source>
        <translation>파티션 보기</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) lack a replica</source>
        <translation>
            <numerusform>파티션 %n개에 복제본 부족</numerusform>
        </translation>
    </message>
    <message>
        <source>Show lag</source>
        <translation>랙 보기</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) have no partition</source>
        <translation>
            <numerusform>멤버 %n개에 파티션이 없습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Show members</source>
        <translation>멤버 보기</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) below min ISR: writes with acks=all are refused</source>
        <translation>
            <numerusform>파티션 %n개가 최소 ISR 미만: acks=all 쓰기가 거부됩니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) at min ISR: one more lost replica stops acks=all</source>
        <translation>
            <numerusform>파티션 %n개가 최소 ISR: 복제본을 하나 더 잃으면 acks=all이 멈춥니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>토픽 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Show topics</source>
        <translation>토픽 보기</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) with unread records have no member</source>
        <translation>
            <numerusform>읽지 않은 레코드가 있는 파티션 %n개에 멤버가 없습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>멤버 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>파티션 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>감사 로그</translation>
    </message>
    <message>
        <source>The same as a command</source>
        <translation>같은 작업의 명령</translation>
    </message>
    <message>
        <source>Put back...</source>
        <translation>되돌리기...</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) from this computer</source>
        <translation>
            <numerusform>이 컴퓨터에서 한 변경 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed yet</source>
        <translation>아직 변경한 것이 없습니다</translation>
    </message>
    <message>
        <source>Every change that is made from this computer is kept here, with what was before.</source>
        <translation>이 컴퓨터에서 한 모든 변경이 변경 전 상태와 함께 여기에 남습니다.</translation>
    </message>
    <message>
        <source>Reading the audit log</source>
        <translation>감사 로그를 읽는 중</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>변경된 것이 없습니다.</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Open %1 to put it back.</source>
        <translation>되돌리려면 %1을(를) 여세요.</translation>
    </message>
    <message>
        <source>This profile is read only.</source>
        <translation>이 프로필은 읽기 전용입니다.</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>결과</translation>
    </message>
</context>
<context>
    <name>AuditText</name>
    <message>
        <source>Create topic</source>
        <translation>토픽 만들기</translation>
    </message>
    <message>
        <source>Delete topic</source>
        <translation>토픽 삭제</translation>
    </message>
    <message>
        <source>Change topic configuration</source>
        <translation>토픽 설정 변경</translation>
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
        <source>Delete group</source>
        <translation>그룹 삭제</translation>
    </message>
    <message>
        <source>Produce records</source>
        <translation>레코드 쓰기</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>all brokers</source>
        <translation>모든 브로커</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Offsets</source>
        <translation>오프셋</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1~%2</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>오프셋</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Generate load</source>
        <translation>부하 생성</translation>
    </message>
</context>
<context>
    <name>BrokerCard</name>
    <message>
        <source>Fault set</source>
        <translation>장애 설정됨</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>정지됨</translation>
    </message>
    <message>
        <source>Killed</source>
        <translation>강제 종료됨</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>시작 중</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>브로커 %1</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>강제 종료</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Start empty</source>
        <translation>비워서 시작</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Slow replies</source>
        <translation>응답 지연</translation>
    </message>
    <message>
        <source>Drop requests</source>
        <translation>요청 버림</translation>
    </message>
    <message>
        <source>Answer with</source>
        <translation>오류로 응답</translation>
    </message>
    <message>
        <source>No error</source>
        <translation>오류 없음</translation>
    </message>
    <message>
        <source>Controller</source>
        <translation>컨트롤러</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Leaders</source>
        <translation>리더</translation>
    </message>
    <message>
        <source>In</source>
        <translation>수신</translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>동기화됨</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>송신</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>재개</translation>
    </message>
    <message>
        <source>Killed at %1, %2 ago</source>
        <translation>%1에 강제 종료됨, %2 전</translation>
    </message>
    <message>
        <source>Stopped at %1, %2 ago</source>
        <translation>%1에 정지됨, %2 전</translation>
    </message>
    <message>
        <source>Paused at %1: its connections stay open, nothing is answered</source>
        <translation>%1에 일시 정지됨. 연결은 열려 있지만 응답하지 않습니다</translation>
    </message>
    <message>
        <source>Since %1, ends in %2</source>
        <translation>%1부터, %2 뒤 종료</translation>
    </message>
    <message>
        <source>Fault set since %1</source>
        <translation>%1부터 장애 설정됨</translation>
    </message>
    <message>
        <source>No fault set</source>
        <translation>설정된 장애 없음</translation>
    </message>
</context>
<context>
    <name>BrokerPage</name>
    <message>
        <source>Brokers</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>브로커 %1</translation>
    </message>
    <message>
        <source>Log directory</source>
        <translation>로그 디렉터리</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>온라인</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>복제본</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>여유</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>볼륨</translation>
    </message>
    <message>
        <source>Log directories</source>
        <translation>로그 디렉터리</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Reading broker %1</source>
        <translation>브로커 %1 읽는 중</translation>
    </message>
    <message>
        <source>no rack</source>
        <translation>랙 없음</translation>
    </message>
    <message>
        <source>rack %1</source>
        <translation>랙 %1</translation>
    </message>
    <message>
        <source>A part is missing.</source>
        <translation>일부를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>Not in the cluster</source>
        <translation>클러스터에 없음</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>중단됨</translation>
    </message>
    <message>
        <source>controller</source>
        <translation>컨트롤러</translation>
    </message>
    <message>
        <source>%1 of an even share</source>
        <translation>균등 몫의 %1</translation>
    </message>
    <message>
        <source>Replicas against an even share among all brokers: 100 % is even</source>
        <translation>모든 브로커에 고르게 나눈 몫에 대한 복제본 비율: 100%가 균등입니다</translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>동기화됨</translation>
    </message>
    <message>
        <source>all of its replicas</source>
        <translation>모든 복제본</translation>
    </message>
    <message>
        <source>Replicas on it that are in sync with their leaders</source>
        <translation>리더와 동기화된 이 브로커의 복제본</translation>
    </message>
    <message numerus="yes">
        <source>%n replica(s) missing</source>
        <translation>
            <numerusform>복제본 %n개 누락</numerusform>
        </translation>
    </message>
    <message>
        <source>Leaders</source>
        <translation>리더</translation>
    </message>
    <message>
        <source>Leaders against an even share among the brokers that run: 100 % is even</source>
        <translation>실행 중인 브로커에 고르게 나눈 몫에 대한 리더 비율: 100%가 균등입니다</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 여유</translation>
    </message>
    <message>
        <source>free space unknown</source>
        <translation>여유 공간 알 수 없음</translation>
    </message>
    <message>
        <source>Bytes of its replicas</source>
        <translation>복제본의 바이트</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>to the logs it leads</source>
        <translation>리더인 로그 기준</translation>
    </message>
    <message>
        <source>Growth of the logs that it leads between the last two looks</source>
        <translation>최근 두 번의 조회 사이에 리더인 로그가 늘어난 양</translation>
    </message>
    <message>
        <source>Broker %1 is down.</source>
        <translation>브로커 %1이(가) 중단되었습니다.</translation>
    </message>
    <message>
        <source>Its disk and settings are read anew once it is back.</source>
        <translation>다시 올라오면 디스크와 설정을 새로 읽습니다.</translation>
    </message>
</context>
<context>
    <name>Brokers</name>
    <message>
        <source>Broker</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>내려감</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>역할</translation>
    </message>
    <message>
        <source>controller</source>
        <translation>컨트롤러</translation>
    </message>
    <message>
        <source>broker</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>What the metadata names as controller; under KRaft a broker that forwards to it</source>
        <translation>메타데이터가 컨트롤러로 알리는 브로커이며 KRaft에서는 컨트롤러로 전달하는 브로커입니다</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Rack</source>
        <translation>랙</translation>
    </message>
    <message>
        <source>Leaders</source>
        <translation>리더</translation>
    </message>
    <message>
        <source>Partitions that it leads</source>
        <translation>리더를 맡은 파티션</translation>
    </message>
    <message>
        <source>Leaders against an even share among the brokers that run: 100 % is even</source>
        <translation>실행 중인 브로커에 고르게 나눈 몫 대비 리더 비율이며 100%면 고릅니다</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>복제본</translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>동기화됨</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>Bytes of its replicas</source>
        <translation>복제본의 바이트</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>여유</translation>
    </message>
    <message>
        <source>Free on the volumes of its log directories (Kafka 3.3 on)</source>
        <translation>로그 디렉터리 볼륨의 여유 공간 (Kafka 3.3부터)</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>Growth of the logs that it leads between the last two looks</source>
        <translation>최근 두 번 읽은 사이 리더 로그의 증가</translation>
    </message>
    <message>
        <source>Leader share</source>
        <translation>리더 몫</translation>
    </message>
    <message>
        <source>Replica share</source>
        <translation>복제본 몫</translation>
    </message>
    <message>
        <source>Replicas against an even share among all brokers: 100 % is even</source>
        <translation>모든 브로커에 고르게 나눈 몫에 대한 복제본 비율: 100%가 균등입니다</translation>
    </message>
</context>
<context>
    <name>BrokersPage</name>
    <message>
        <source>Brokers</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Reading brokers</source>
        <translation>브로커를 읽는 중</translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <translation>%2개 중 %1개 실행 중</translation>
    </message>
    <message>
        <source>Not all brokers answered.</source>
        <translation>일부 브로커가 응답하지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>BytesField</name>
    <message>
        <source>%1, format</source>
        <translation>%1, 형식</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>16진수</translation>
    </message>
    <message>
        <source>Base64</source>
        <translation>Base64</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>%1, too large to edit here: sent as it was read.</source>
        <translation>%1, 여기서 편집하기에는 너무 큽니다. 읽은 그대로 보냅니다.</translation>
    </message>
    <message>
        <source>Not hex: two digits 0-9, a-f a byte</source>
        <translation>16진수가 아닙니다. 바이트마다 0-9, a-f 두 자리</translation>
    </message>
    <message>
        <source>Not base64</source>
        <translation>Base64가 아닙니다</translation>
    </message>
    <message>
        <source>These bytes would not survive as text.</source>
        <translation>이 바이트는 텍스트로는 그대로 유지되지 않습니다.</translation>
    </message>
</context>
<context>
    <name>Catalog</name>
    <message>
        <source>Sandbox</source>
        <translation>샌드박스</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>About</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Consumer groups</source>
        <translation>컨슈머 그룹</translation>
    </message>
    <message>
        <source>Consumer group</source>
        <translation>컨슈머 그룹</translation>
    </message>
    <message>
        <source>Brokers</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>감사 로그</translation>
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
        <translation>운영, 읽기 전용</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>운영</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>읽기 전용</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>보안</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>보호</translation>
    </message>
    <message>
        <source>Last opened</source>
        <translation>마지막 열기</translation>
    </message>
    <message>
        <source>never</source>
        <translation>연 적 없음</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>Import...</source>
        <translation>가져오기...</translation>
    </message>
    <message>
        <source>New cluster...</source>
        <translation>새 클러스터...</translation>
    </message>
    <message>
        <source>Import client.properties...</source>
        <translation>client.properties 가져오기...</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Edit...</source>
        <translation>편집...</translation>
    </message>
    <message>
        <source>Delete...</source>
        <translation>삭제...</translation>
    </message>
    <message numerus="yes">
        <source>%n profile(s)</source>
        <translation>
            <numerusform>프로필 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>No cluster yet</source>
        <translation>아직 클러스터 없음</translation>
    </message>
    <message>
        <source>Add the address of a Kafka cluster, or start the sandbox of this computer.</source>
        <translation>Kafka 클러스터 주소를 추가하거나 이 컴퓨터의 샌드박스를 시작합니다.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>샌드박스</translation>
    </message>
    <message>
        <source>Kafka cluster</source>
        <translation>Kafka 클러스터</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>색</translation>
    </message>
    <message>
        <source>%1 saved</source>
        <translation>%1을(를) 저장했습니다</translation>
    </message>
    <message>
        <source>This desktop has no keychain: the password is kept until Weir ends. Settings can keep it in a file.</source>
        <translation>이 데스크톱에는 키체인이 없습니다. 비밀번호는 Weir를 종료할 때까지만 보관합니다. 설정에서 파일 보관을 선택할 수 있습니다.</translation>
    </message>
    <message>
        <source>Delete the profile %1?</source>
        <translation>프로필 %1을(를) 삭제하시겠습니까?</translation>
    </message>
    <message>
        <source>Its address, its settings and its password on this computer are deleted. The cluster itself is not touched.</source>
        <translation>이 컴퓨터에 있는 주소, 설정, 비밀번호를 삭제합니다. 클러스터 자체는 건드리지 않습니다.</translation>
    </message>
    <message>
        <source>Delete profile</source>
        <translation>프로필 삭제</translation>
    </message>
    <message>
        <source>%1 deleted</source>
        <translation>%1을(를) 삭제했습니다</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Import client.properties</source>
        <translation>client.properties 가져오기</translation>
    </message>
    <message>
        <source>Kafka client settings (*.properties *.conf *.config);;All files (*)</source>
        <translation>Kafka 클라이언트 설정 (*.properties *.conf *.config);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>%1 could not be read</source>
        <translation>%1을(를) 읽지 못했습니다</translation>
    </message>
    <message>
        <source>Its password could not be read: Undo brings it back without.</source>
        <translation>암호를 읽지 못했습니다. 실행 취소해도 암호는 돌아오지 않습니다.</translation>
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
    <name>ConfigEditor</name>
    <message>
        <source>Change %1</source>
        <translation>%1 변경</translation>
    </message>
    <message>
        <source>Now %1, %2</source>
        <translation>현재 %1, %2</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>기본값으로</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Show the plan...</source>
        <translation>계획 보기...</translation>
    </message>
</context>
<context>
    <name>ConfigTable</name>
    <message>
        <source>hidden by the broker</source>
        <translation>브로커가 숨김</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
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
        <source>broker&apos;s properties file</source>
        <translation>브로커 설정 파일</translation>
    </message>
    <message>
        <source>default</source>
        <translation>기본값</translation>
    </message>
    <message>
        <source>set on the group</source>
        <translation>그룹에 설정됨</translation>
    </message>
    <message>
        <source>client metrics</source>
        <translation>클라이언트 지표</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>설정 찾기</translation>
    </message>
    <message>
        <source>Only what was set</source>
        <translation>설정한 것만</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Comes from</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>뜻</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Edit...</source>
        <translation>편집...</translation>
    </message>
    <message>
        <source>%1 = %2 (%3)</source>
        <translation>%1 = %2 (%3)</translation>
    </message>
    <message>
        <source>In order of precedence: %1</source>
        <translation>우선순위 순: %1</translation>
    </message>
    <message>
        <source>Pick a setting to read what it means and where its value comes from.</source>
        <translation>설정을 고르면 뜻과 값의 출처가 표시됩니다.</translation>
    </message>
</context>
<context>
    <name>ConnectionReportView</name>
    <message>
        <source>Name found</source>
        <translation>이름 확인</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>연결됨</translation>
    </message>
    <message>
        <source>Encrypted by TLS</source>
        <translation>TLS로 암호화됨</translation>
    </message>
    <message>
        <source>Logged in</source>
        <translation>로그인됨</translation>
    </message>
    <message>
        <source>Protocol versions agreed</source>
        <translation>프로토콜 버전 합의됨</translation>
    </message>
    <message>
        <source>Cluster described</source>
        <translation>클러스터 정보 확인</translation>
    </message>
    <message>
        <source>Every broker reached</source>
        <translation>모든 브로커에 연결됨</translation>
    </message>
    <message>
        <source>Testing the connection</source>
        <translation>연결 시험 중</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message numerus="yes">
        <source>%n broker(s), Kafka %1, cluster id %2</source>
        <translation>
            <numerusform>브로커 %n개, Kafka %1, 클러스터 ID %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Delivery</name>
    <message>
        <source>min.insync.replicas was not told</source>
        <translation>min.insync.replicas를 받지 못함</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>복제본</translation>
    </message>
    <message>
        <source>copies of each record</source>
        <translation>레코드마다 사본 수</translation>
    </message>
    <message>
        <source>no second copy</source>
        <translation>두 번째 사본 없음</translation>
    </message>
    <message>
        <source>Replication factor of the first partition</source>
        <translation>첫 파티션의 복제 계수</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) lack one</source>
        <translation>
            <numerusform>파티션 %n개에서 부족</numerusform>
        </translation>
    </message>
    <message>
        <source>Min. in-sync replicas</source>
        <translation>최소 동기화 복제본</translation>
    </message>
    <message>
        <source>acks=all waits for</source>
        <translation>acks=all이 기다리는 수</translation>
    </message>
    <message>
        <source>May fail</source>
        <translation>허용되는 장애</translation>
    </message>
    <message>
        <source>min.insync.replicas: with fewer in sync, writes with acks=all are refused</source>
        <translation>min.insync.replicas: 동기화된 수가 이보다 적으면 acks=all 쓰기가 거부됩니다</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) have fewer</source>
        <translation>
            <numerusform>파티션 %n개가 미달</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) have no more</source>
        <translation>
            <numerusform>파티션 %n개가 여유 없음</numerusform>
        </translation>
    </message>
    <message>
        <source>the leader alone may acknowledge</source>
        <translation>리더 혼자 응답할 수 있음</translation>
    </message>
    <message>
        <source>With 1, a record may be acknowledged while only the leader has it; if that broker is lost, so is the record.</source>
        <translation>1이면 리더만 레코드를 가진 채 응답할 수 있고, 그 브로커를 잃으면 레코드도 잃습니다.</translation>
    </message>
    <message>
        <source>as many as replicas: no slack</source>
        <translation>복제본 수와 같음: 여유 없음</translation>
    </message>
    <message>
        <source>One broker down, even for a restart, and writes with acks=all are refused.</source>
        <translation>재시작이라도 브로커 하나가 내려가면 acks=all 쓰기가 거부됩니다.</translation>
    </message>
    <message>
        <source>every partition has them</source>
        <translation>모든 파티션이 충족</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>/ %1</translation>
    </message>
    <message>
        <source>copies at least</source>
        <translation>사본 이상 필요</translation>
    </message>
    <message>
        <source>With acks=all a write is answered once all replicas that are in sync have it, and refused while fewer than min.insync.replicas are. With acks=1 or 0 none of this holds.</source>
        <translation>acks=all 쓰기는 동기화된 모든 복제본이 받은 뒤 응답되며, 그 수가 min.insync.replicas보다 적은 동안 거부됩니다. acks=1이나 0에는 해당하지 않습니다.</translation>
    </message>
    <message numerus="yes">
        <source>broker(s)</source>
        <translation>
            <numerusform>대</numerusform>
        </translation>
    </message>
    <message>
        <source>before acks=all is refused</source>
        <translation>acks=all이 거부되기 전까지</translation>
    </message>
    <message>
        <source>Replicas − min.insync.replicas</source>
        <translation>복제본 − min.insync.replicas</translation>
    </message>
    <message>
        <source>acks=all is always refused</source>
        <translation>acks=all이 항상 거부됨</translation>
    </message>
</context>
<context>
    <name>DemoPanel</name>
    <message>
        <source>Demo shop</source>
        <translation>데모 상점</translation>
    </message>
    <message>
        <source>keeps up</source>
        <translation>제때 처리</translation>
    </message>
    <message>
        <source>lags and drains</source>
        <translation>뒤처졌다 따라잡음</translation>
    </message>
    <message>
        <source>stalls on one record</source>
        <translation>레코드 하나에서 멈춤</translation>
    </message>
    <message>
        <source>rewinds now and then</source>
        <translation>가끔 되감음</translation>
    </message>
    <message>
        <source>has members without a partition</source>
        <translation>파티션 없는 멤버가 있음</translation>
    </message>
    <message>
        <source>has no member</source>
        <translation>멤버 없음</translation>
    </message>
    <message>
        <source>was away too long</source>
        <translation>너무 오래 자리를 비움</translation>
    </message>
    <message>
        <source>off</source>
        <translation>꺼짐</translation>
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
        <source>The address %1 could not be found.</source>
        <translation>주소 %1을(를) 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 did not tell which requests it knows.</source>
        <translation>%1의 지원 버전을 확인하지 못했습니다.</translation>
    </message>
    <message>
        <source>The group %1 could not be read.</source>
        <translation>그룹 %1을(를) 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The disks of %1 could not be read.</source>
        <translation>%1의 디스크를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The offsets of %1 could not be read.</source>
        <translation>%1의 오프셋을 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The records of %1 could not be deleted.</source>
        <translation>%1의 레코드를 삭제하지 못했습니다.</translation>
    </message>
    <message>
        <source>The topic %1 could not be read.</source>
        <translation>토픽 %1을(를) 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>Partitions could not be added to the topic %1.</source>
        <translation>토픽 %1에 파티션을 추가하지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 is not an address.</source>
        <translation>%1은(는) 주소가 아닙니다.</translation>
    </message>
    <message>
        <source>The access rules could not be read or changed.</source>
        <translation>접근 규칙을 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>No connection to %1.</source>
        <translation>%1에 연결하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connection to %1 was lost.</source>
        <translation>%1 연결이 끊겼습니다.</translation>
    </message>
    <message>
        <source>The request to %1 was not answered.</source>
        <translation>%1이(가) 요청에 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>The cluster %1 could not be reached.</source>
        <translation>클러스터 %1에 연결하지 못했습니다.</translation>
    </message>
    <message>
        <source>The controller of the cluster could not be found.</source>
        <translation>클러스터의 컨트롤러를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>The cluster&apos;s topics and brokers could not be read.</source>
        <translation>클러스터의 토픽과 브로커를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The cluster could not be read.</source>
        <translation>클러스터를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The setting %1 cannot be read.</source>
        <translation>설정 %1을(를) 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The setting %1 is not valid.</source>
        <translation>설정 %1이(가) 올바르지 않습니다.</translation>
    </message>
    <message>
        <source>The configuration of %1 could not be read or changed.</source>
        <translation>%1의 설정을 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>Kafka Connect did not do what was asked.</source>
        <translation>Kafka Connect가 요청을 처리하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connector %1 could not be created.</source>
        <translation>커넥터 %1을(를) 생성하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connector %1 could not be deleted.</source>
        <translation>커넥터 %1을(를) 삭제하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connector %1 could not be paused.</source>
        <translation>커넥터 %1을(를) 일시 정지하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connector %1 could not be restarted.</source>
        <translation>커넥터 %1을(를) 다시 시작하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connector %1 could not be resumed.</source>
        <translation>커넥터 %1을(를) 재개하지 못했습니다.</translation>
    </message>
    <message>
        <source>The connector %1 could not be read or changed.</source>
        <translation>커넥터 %1을(를) 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>The connectors could not be read.</source>
        <translation>커넥터를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 is in use by another program.</source>
        <translation>다른 프로그램이 %1을(를) 사용 중입니다.</translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <translation>%1을(를) 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1을(를) 쓰지 못했습니다.</translation>
    </message>
    <message>
        <source>The filter cannot be read.</source>
        <translation>필터를 해석할 수 없습니다.</translation>
    </message>
    <message>
        <source>The coordinator of group %1 could not be found.</source>
        <translation>그룹 %1의 코디네이터를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>The group %1 could not be deleted.</source>
        <translation>그룹 %1을(를) 삭제하지 못했습니다.</translation>
    </message>
    <message>
        <source>The offsets of group %1 could not be reset.</source>
        <translation>그룹 %1의 오프셋을 재설정하지 못했습니다.</translation>
    </message>
    <message>
        <source>The group %1 could not be read or changed.</source>
        <translation>그룹 %1을(를) 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>The consumer groups could not be read.</source>
        <translation>컨슈머 그룹을 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 did not answer as expected.</source>
        <translation>%1의 응답이 예상과 다릅니다.</translation>
    </message>
    <message>
        <source>The change could not be prepared or applied.</source>
        <translation>변경을 준비하거나 적용하지 못했습니다.</translation>
    </message>
    <message>
        <source>The record could not be written to %1.</source>
        <translation>%1에 레코드를 쓰지 못했습니다.</translation>
    </message>
    <message>
        <source>The cluster profile %1 could not be saved.</source>
        <translation>클러스터 프로필 %1을(를) 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>The cluster profile %1 could not be read.</source>
        <translation>클러스터 프로필 %1을(를) 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The query could not be run.</source>
        <translation>질의를 실행하지 못했습니다.</translation>
    </message>
    <message>
        <source>The quotas could not be read or changed.</source>
        <translation>할당량을 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>The records of %1 could not be read or written.</source>
        <translation>%1의 레코드를 읽거나 쓰지 못했습니다.</translation>
    </message>
    <message>
        <source>The records of %1 could not be read.</source>
        <translation>%1의 레코드를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The sandbox could not be started.</source>
        <translation>샌드박스를 시작하지 못했습니다.</translation>
    </message>
    <message>
        <source>The sandbox could not be stopped.</source>
        <translation>샌드박스를 정지하지 못했습니다.</translation>
    </message>
    <message>
        <source>The sandbox did not do what was asked.</source>
        <translation>샌드박스가 요청을 처리하지 못했습니다.</translation>
    </message>
    <message>
        <source>Signing in to %1 did not work.</source>
        <translation>%1에 로그인하지 못했습니다.</translation>
    </message>
    <message>
        <source>The schema %1 could not be read or changed.</source>
        <translation>스키마 %1을(를) 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>The schema registry did not do what was asked.</source>
        <translation>스키마 레지스트리가 요청을 처리하지 못했습니다.</translation>
    </message>
    <message>
        <source>The password of %1 could not be read or kept.</source>
        <translation>%1의 비밀번호를 읽거나 보관하지 못했습니다.</translation>
    </message>
    <message>
        <source>The settings could not be read or kept.</source>
        <translation>설정을 읽거나 보관하지 못했습니다.</translation>
    </message>
    <message>
        <source>Weir&apos;s own data on this computer could not be read or written.</source>
        <translation>이 컴퓨터의 Weir 데이터를 읽거나 쓰지 못했습니다.</translation>
    </message>
    <message>
        <source>The secure connection to %1 could not be set up.</source>
        <translation>%1과(와) 보안 연결을 맺지 못했습니다.</translation>
    </message>
    <message>
        <source>The topic %1 could not be created.</source>
        <translation>토픽 %1을(를) 생성하지 못했습니다.</translation>
    </message>
    <message>
        <source>The topic %1 could not be deleted.</source>
        <translation>토픽 %1을(를) 삭제하지 못했습니다.</translation>
    </message>
    <message>
        <source>The topic %1 could not be read or changed.</source>
        <translation>토픽 %1을(를) 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>The topics could not be read.</source>
        <translation>토픽을 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>The user %1 could not be read or changed.</source>
        <translation>사용자 %1을(를) 읽거나 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>An answer of %1 could not be understood.</source>
        <translation>%1의 응답을 해석하지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 could not be reached.</source>
        <translation>%1에 연결하지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 refused this.</source>
        <translation>%1이(가) 거부했습니다.</translation>
    </message>
    <message>
        <source>%1 does not exist.</source>
        <translation>%1이(가) 없습니다.</translation>
    </message>
    <message>
        <source>%1 is in a state that does not allow this.</source>
        <translation>%1의 현재 상태에서는 할 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 is not valid.</source>
        <translation>%1이(가) 올바르지 않습니다.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1이(가) 제때 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>This was cancelled.</source>
        <translation>취소했습니다.</translation>
    </message>
    <message>
        <source>%1 could not be read or written.</source>
        <translation>%1을(를) 읽거나 쓰지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 does not offer this.</source>
        <translation>%1에서 지원하지 않습니다.</translation>
    </message>
    <message>
        <source>%1 answered with an error.</source>
        <translation>%1이(가) 오류로 응답했습니다.</translation>
    </message>
    <message>
        <source>Weir made a mistake of its own.</source>
        <translation>Weir 자체의 오류입니다.</translation>
    </message>
    <message>
        <source>Ask for an access rule that allows it, or use another profile.</source>
        <translation>허용하는 접근 규칙을 요청하거나 다른 프로필을 사용합니다.</translation>
    </message>
    <message>
        <source>Check the user name and the password in the profile.</source>
        <translation>프로필의 사용자 이름과 비밀번호를 확인합니다.</translation>
    </message>
    <message>
        <source>Choose a sign-in method that the broker offers.</source>
        <translation>브로커가 제공하는 로그인 방식을 선택합니다.</translation>
    </message>
    <message>
        <source>Stop the group&apos;s members first.</source>
        <translation>먼저 그룹의 멤버를 멈춥니다.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>다른 이름을 선택합니다.</translation>
    </message>
    <message>
        <source>Choose at most as many replicas as there are brokers.</source>
        <translation>복제본은 브로커 수 이하로 선택합니다.</translation>
    </message>
    <message>
        <source>The number of partitions can only grow.</source>
        <translation>파티션 수는 늘릴 수만 있습니다.</translation>
    </message>
    <message>
        <source>Set delete.topic.enable on the brokers.</source>
        <translation>브로커에 delete.topic.enable을 설정합니다.</translation>
    </message>
    <message>
        <source>Bring the missing replicas back, or lower min.insync.replicas.</source>
        <translation>없는 복제본을 되살리거나 min.insync.replicas를 낮춥니다.</translation>
    </message>
    <message>
        <source>The broker is too old for this.</source>
        <translation>브로커 버전이 너무 낮습니다.</translation>
    </message>
    <message>
        <source>Set authorizer.class.name on the brokers.</source>
        <translation>브로커에 authorizer.class.name을 설정합니다.</translation>
    </message>
    <message>
        <source>The cluster is changing over. Try again in a moment.</source>
        <translation>클러스터가 전환 중입니다. 잠시 뒤 다시 시도합니다.</translation>
    </message>
    <message>
        <source>Check the address in the profile, and that the server is running.</source>
        <translation>프로필의 주소와 서버 실행 여부를 확인합니다.</translation>
    </message>
    <message>
        <source>Check the sign-in and the rights in the profile.</source>
        <translation>프로필의 로그인과 권한을 확인합니다.</translation>
    </message>
    <message>
        <source>It may have been deleted meanwhile. Refresh the page.</source>
        <translation>그사이 삭제되었을 수 있습니다. 페이지를 새로 고칩니다.</translation>
    </message>
    <message>
        <source>Refresh the page and look at its state.</source>
        <translation>페이지를 새로 고쳐 상태를 확인합니다.</translation>
    </message>
    <message>
        <source>Correct what was entered.</source>
        <translation>입력한 내용을 바로잡습니다.</translation>
    </message>
    <message>
        <source>Try again. If it stays slow, look at the brokers.</source>
        <translation>다시 시도합니다. 계속 느리면 브로커를 확인합니다.</translation>
    </message>
    <message>
        <source>Check the free space and the rights of the folder.</source>
        <translation>남은 공간과 폴더 권한을 확인합니다.</translation>
    </message>
    <message>
        <source>Please report it, with the text above.</source>
        <translation>위 내용과 함께 알려 주십시오.</translation>
    </message>
    <message>
        <source>the server</source>
        <translation>서버</translation>
    </message>
    <message>
        <source>This profile is read only.</source>
        <translation>이 프로필은 읽기 전용입니다.</translation>
    </message>
    <message>
        <source>Type the name of the cluster, %1, to go on.</source>
        <translation>계속하려면 클러스터 이름 %1을(를) 입력하세요.</translation>
    </message>
    <message>
        <source>No load could be generated on %1.</source>
        <translation>%1에 부하를 생성하지 못했습니다.</translation>
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
        <translation>일어난 일</translation>
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
    <name>GroupPage</name>
    <message>
        <source>Lag by partition</source>
        <translation>파티션별 랙</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>멤버</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Consumer groups</source>
        <translation>컨슈머 그룹</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Chart all topics</source>
        <translation>모든 토픽 차트</translation>
    </message>
    <message>
        <source>Delete the group...</source>
        <translation>그룹 삭제...</translation>
    </message>
    <message>
        <source>Reading the group</source>
        <translation>그룹을 읽는 중</translation>
    </message>
    <message>
        <source>This group is not in the cluster</source>
        <translation>클러스터에 없는 그룹입니다</translation>
    </message>
    <message>
        <source>It was deleted, or its offsets have expired.</source>
        <translation>삭제되었거나 오프셋이 만료되었습니다.</translation>
    </message>
    <message>
        <source>%1 protocol</source>
        <translation>%1 프로토콜</translation>
    </message>
    <message>
        <source>%1 protocol, %2</source>
        <translation>%1 프로토콜, %2</translation>
    </message>
    <message>
        <source>coordinator %1</source>
        <translation>코디네이터 %1</translation>
    </message>
    <message>
        <source>coordinator unknown</source>
        <translation>코디네이터 알 수 없음</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>랙</translation>
    </message>
    <message numerus="yes">
        <source>%n never committed</source>
        <translation>
            <numerusform>커밋한 적 없음 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>파티션 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Σ(log end − committed offset); never committed partitions are left out</source>
        <translation>Σ(로그 끝 − 커밋 오프셋), 커밋한 적 없는 파티션은 뺍니다</translation>
    </message>
    <message>
        <source>Members as the coordinator tells them</source>
        <translation>코디네이터가 알려 주는 멤버</translation>
    </message>
    <message numerus="yes">
        <source>%n without a partition</source>
        <translation>
            <numerusform>파티션 없음 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 against written</source>
        <translation>쓰기 대비 %1</translation>
    </message>
    <message>
        <source>Behind in time</source>
        <translation>시간 지연</translation>
    </message>
    <message>
        <source>oldest record not yet read</source>
        <translation>아직 읽지 않은 가장 오래된 레코드</translation>
    </message>
    <message>
        <source>Now − the time at which the log end passed the committed offset, from the looks since this window opened</source>
        <translation>지금 − 로그 끝이 커밋 오프셋을 지난 시각. 이 창을 연 뒤의 기록으로 계산합니다</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>to its partitions</source>
        <translation>해당 파티션에</translation>
    </message>
    <message>
        <source>Growth of the log ends between the last two looks</source>
        <translation>최근 두 번 읽은 사이 로그 끝의 증가</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>커밋</translation>
    </message>
    <message>
        <source>Growth of the committed offsets between the last two looks</source>
        <translation>최근 두 번 읽은 사이 커밋 오프셋의 증가</translation>
    </message>
    <message>
        <source>Time to drain</source>
        <translation>소진까지</translation>
    </message>
    <message>
        <source>at these rates</source>
        <translation>현재 속도 기준</translation>
    </message>
    <message>
        <source>Lag ÷ (committed − written)</source>
        <translation>랙 ÷ (커밋 속도 − 쓰기 속도)</translation>
    </message>
    <message>
        <source>Columns of the partitions</source>
        <translation>파티션 표의 열</translation>
    </message>
    <message>
        <source>It may be there: not all brokers answered when they were asked for their groups.</source>
        <translation>있을 수도 있습니다: 그룹을 물었을 때 모든 브로커가 응답하지는 않았습니다.</translation>
    </message>
    <message>
        <source>No member</source>
        <translation>멤버 없음</translation>
    </message>
    <message>
        <source>Nobody reads as this group now. Its offsets are kept until they expire.</source>
        <translation>지금 이 그룹으로 읽는 클라이언트가 없습니다. 오프셋은 만료될 때까지 보존됩니다.</translation>
    </message>
    <message>
        <source>A part of this group could not be read.</source>
        <translation>이 그룹의 일부를 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>Broker %1 did not answer all: a part of this group is unknown.</source>
        <translation>브로커 %1이(가) 모두 응답하지 않아 이 그룹의 일부를 알 수 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) without a member</source>
        <translation>
            <numerusform>멤버 없는 파티션 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>Judged over the last ten minutes, without thresholds</source>
        <translation>임계값 없이 최근 10분으로 판정합니다</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>멤버</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>랙</translation>
    </message>
    <message>
        <source>Σ(high watermark − committed offset), expired partitions counted from the log start, never committed ones left out</source>
        <translation>Σ(하이 워터마크 − 커밋 오프셋), 만료된 파티션은 로그 시작부터 세고 커밋한 적 없는 파티션은 뺍니다</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>시간 지연</translation>
    </message>
    <message>
        <source>Age of the oldest record not yet read, by when the log end passed the committed offset</source>
        <translation>아직 읽지 않은 가장 오래된 레코드의 나이. 로그 끝이 커밋 오프셋을 지난 시각으로 계산합니다</translation>
    </message>
    <message>
        <source>To drain</source>
        <translation>소진까지</translation>
    </message>
    <message>
        <source>Lag ÷ (committed − written) at the present rates</source>
        <translation>현재 속도의 랙 ÷ (커밋 − 쓰기)</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>최근 1시간</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>프로토콜</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Part.</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Log start</source>
        <translation>로그 시작</translation>
    </message>
    <message>
        <source>Start to end</source>
        <translation>로그 시작부터 끝까지</translation>
    </message>
    <message>
        <source>Log end</source>
        <translation>로그 끝</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>커밋</translation>
    </message>
    <message>
        <source>The next offset that the group will read</source>
        <translation>그룹이 다음에 읽을 오프셋</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1건 유실</translation>
    </message>
    <message>
        <source>Log end − committed offset; expired: log end − log start</source>
        <translation>로그 끝 − 커밋 오프셋, 만료됨: 로그 끝 − 로그 시작</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>멤버</translation>
    </message>
    <message>
        <source>No member</source>
        <translation>멤버 없음</translation>
    </message>
    <message>
        <source>no member has it</source>
        <translation>맡은 멤버 없음</translation>
    </message>
    <message>
        <source>Commit metadata</source>
        <translation>커밋 메타데이터</translation>
    </message>
    <message>
        <source>The text that the client stored with its commit</source>
        <translation>클라이언트가 커밋과 함께 저장한 텍스트</translation>
    </message>
    <message>
        <source>no partition: %1, %2</source>
        <extracomment>%1 is &quot;5 members&quot;, %2 &quot;3 partitions&quot;</extracomment>
        <translation>파티션 없음: %1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>멤버 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>파티션 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>no partition</source>
        <translation>파티션 없음</translation>
    </message>
    <message>
        <source>none yet: the group rebalances</source>
        <translation>아직 없음: 그룹이 리밸런싱 중</translation>
    </message>
    <message>
        <source>%1, static member %2</source>
        <translation>%1, 정적 멤버 %2</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>호스트</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>할당</translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message>
        <source>Filter by name</source>
        <translation>이름으로 거르기</translation>
    </message>
    <message>
        <source>Consumer groups</source>
        <translation>컨슈머 그룹</translation>
    </message>
    <message>
        <source>Partitions of the group</source>
        <translation>그룹의 파티션</translation>
    </message>
    <message>
        <source>Every partition</source>
        <translation>모든 파티션</translation>
    </message>
    <message>
        <source>What needs attention</source>
        <translation>주의가 필요한 것</translation>
    </message>
    <message>
        <source>Which partitions</source>
        <translation>보여 줄 파티션</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Lag: Σ(log end − committed offset) over its partitions.</source>
        <translation>랙: 파티션별 Σ(로그 끝 − 커밋 오프셋)입니다.</translation>
    </message>
    <message>
        <source>Never committed partitions are left out of the sum.</source>
        <translation>커밋한 적 없는 파티션은 합계에서 뺍니다.</translation>
    </message>
    <message>
        <source>Expired partitions are counted from the log start.</source>
        <translation>만료된 파티션은 로그 시작부터 셉니다.</translation>
    </message>
    <message>
        <source>Rates: growth between the last two looks.</source>
        <translation>속도: 최근 두 번 읽은 사이의 증가입니다.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Delete...</source>
        <translation>삭제...</translation>
    </message>
    <message>
        <source>Reading groups</source>
        <translation>그룹을 읽는 중</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>그룹 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>주의 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>No consumer groups yet</source>
        <translation>아직 컨슈머 그룹이 없습니다</translation>
    </message>
    <message>
        <source>A group appears here once it commits an offset or a member joins.</source>
        <translation>오프셋을 커밋하거나 멤버가 참여하면 그룹이 나타납니다.</translation>
    </message>
    <message>
        <source>Not all brokers answered.</source>
        <translation>일부 브로커가 응답하지 않았습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>파티션 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>랙</translation>
    </message>
    <message>
        <source>Behind in time</source>
        <translation>시간 지연</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>커밋</translation>
    </message>
    <message>
        <source>Time to drain</source>
        <translation>소진까지</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Coordinator</source>
        <translation>코디네이터</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>프로토콜</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>멤버</translation>
    </message>
    <message>
        <source>Without a partition</source>
        <translation>파티션 없음</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>읽는 토픽</translation>
    </message>
    <message>
        <source>Partitions without a member</source>
        <translation>멤버 없는 파티션</translation>
    </message>
</context>
<context>
    <name>HeaderFields</name>
    <message>
        <source>Add a header</source>
        <translation>헤더 추가</translation>
    </message>
    <message>
        <source>Header name</source>
        <translation>헤더 이름</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Header value</source>
        <translation>헤더 값</translation>
    </message>
    <message>
        <source>Null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>Remove the header</source>
        <translation>헤더 제거</translation>
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
    <name>Keys</name>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Against the mean</source>
        <translation>평균 대비</translation>
    </message>
    <message>
        <source>Records ÷ the mean of all partitions: 100 % is even. The bar stands against the fullest partition.</source>
        <translation>레코드 ÷ 모든 파티션의 평균: 100 %면 고릅니다. 막대는 가장 많은 파티션과 비교합니다.</translation>
    </message>
    <message>
        <source>Distinct keys</source>
        <translation>서로 다른 키</translation>
    </message>
    <message>
        <source>Without key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Partitioner</source>
        <translation>파티셔너</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>일치</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>다른 파티션에 있음</translation>
    </message>
    <message>
        <source>Records with a key that are in another partition than this one says, by the partitions that there are now</source>
        <translation>지금 파티션 수로 이 파티셔너가 고르는 파티션과 다른 곳에 있는, 키가 있는 레코드</translation>
    </message>
    <message>
        <source>Partitions before</source>
        <translation>이전 파티션 수</translation>
    </message>
    <message>
        <source>Smaller numbers of partitions by which records are in their place: the topic had as many when they were written</source>
        <translation>더 적은 파티션 수로 계산하면 레코드가 제자리에 있습니다. 기록할 때 토픽의 파티션이 그만큼이었습니다.</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>사용하는 곳</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>In the order in which the key came to them, by the time of its first record there</source>
        <translation>키가 들어온 순서(그 파티션 첫 레코드의 시각 기준)</translation>
    </message>
    <message>
        <source>Split began at</source>
        <translation>나뉘기 시작한 시각</translation>
    </message>
    <message>
        <source>The first record in the second partition</source>
        <translation>두 번째 파티션의 첫 레코드</translation>
    </message>
    <message>
        <source>In partition</source>
        <translation>해당 파티션</translation>
    </message>
    <message>
        <source>At offset</source>
        <translation>해당 오프셋</translation>
    </message>
    <message>
        <source>FNV-1a, sign masked</source>
        <translation>FNV-1a(부호 비트 제거)</translation>
    </message>
    <message>
        <source>Java clients, Weir</source>
        <translation>Java 클라이언트, Weir</translation>
    </message>
    <message>
        <source>librdkafka by default</source>
        <translation>librdkafka 기본값</translation>
    </message>
    <message>
        <source>Sarama by default</source>
        <translation>Sarama 기본값</translation>
    </message>
    <message>
        <source>Sarama&apos;s reference partitioner</source>
        <translation>Sarama의 reference 파티셔너</translation>
    </message>
    <message>
        <source>One partition: every key is in it</source>
        <translation>파티션이 하나뿐이라 모든 키가 그 안에 있습니다</translation>
    </message>
    <message>
        <source>No keys to judge the placement by</source>
        <translation>배치를 판단할 키가 없습니다</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 또는 </translation>
    </message>
    <message>
        <source>Keys placed by %1</source>
        <translation>키 배치: %1</translation>
    </message>
    <message>
        <source>%1 of the records with a key are elsewhere.</source>
        <translation>키가 있는 레코드의 %1은(는) 다른 곳에 있습니다.</translation>
    </message>
    <message>
        <source>Keys not placed by murmur2</source>
        <translation>murmur2로 배치되지 않은 키</translation>
    </message>
    <message>
        <source>%1 of the records with a key are in another partition than Java clients choose.</source>
        <translation>키가 있는 레코드의 %1이(가) Java 클라이언트가 고르는 곳과 다른 파티션에 있습니다.</translation>
    </message>
    <message>
        <source>No other known partitioner fits: the producers have one of their own, or name the partition themselves.</source>
        <translation>알려진 다른 파티셔너와도 맞지 않습니다. 프로듀서가 자체 파티셔너를 쓰거나 파티션을 직접 지정합니다.</translation>
    </message>
    <message>
        <source>They fit %1.</source>
        <translation>%1와(과) 일치합니다.</translation>
    </message>
    <message>
        <source>These keys do not tell them apart.</source>
        <translation>이 키만으로는 구별할 수 없습니다.</translation>
    </message>
    <message>
        <source>Older records fit a topic of %1 partitions: since more were added, keys go elsewhere.</source>
        <translation>오래된 레코드는 파티션이 %1개인 토픽과 일치합니다. 파티션을 추가한 뒤 키가 다른 파티션으로 갑니다.</translation>
    </message>
    <message>
        <source>Without key: too few to tell round-robin from sticky</source>
        <translation>키 없음: 너무 적어 라운드 로빈과 스티키를 구별할 수 없습니다</translation>
    </message>
    <message>
        <source>Without key: round-robin</source>
        <translation>키 없음: 라운드 로빈</translation>
    </message>
    <message>
        <source>The counts of the partitions differ by at most 1.</source>
        <translation>파티션별 개수 차이가 1 이하입니다.</translation>
    </message>
    <message>
        <source>Without key: sticky or random, not round-robin</source>
        <translation>키 없음: 라운드 로빈이 아니라 스티키 또는 무작위</translation>
    </message>
    <message>
        <source>The counts of the partitions differ by %1; such producers are even only over many batches.</source>
        <translation>파티션별 개수가 %1만큼 차이 납니다. 이런 프로듀서는 배치가 많아야 고르게 됩니다.</translation>
    </message>
</context>
<context>
    <name>KeysView</name>
    <message>
        <source>Look at the keys</source>
        <translation>키 살펴보기</translation>
    </message>
    <message>
        <source>Keys in more than one partition</source>
        <translation>둘 이상의 파티션에 있는 키</translation>
    </message>
    <message>
        <source>The keys were not looked at yet</source>
        <translation>아직 키를 살펴보지 않았습니다</translation>
    </message>
    <message>
        <source>Which key lies in which partition, and which partitioner put it there.</source>
        <translation>어느 키가 어느 파티션에 있고 어떤 파티셔너가 넣었는지 봅니다.</translation>
    </message>
    <message>
        <source>The newest %1 records</source>
        <translation>최신 레코드 %1개</translation>
    </message>
    <message>
        <source>All records</source>
        <translation>모든 레코드</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>범위</translation>
    </message>
    <message>
        <source>Records and keys by partition</source>
        <translation>파티션별 레코드와 키</translation>
    </message>
    <message>
        <source>Partitioners</source>
        <translation>파티셔너</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Keys of %1</source>
        <translation>%1의 키</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 읽는 중</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stopped before anything was read</source>
        <translation>아무것도 읽기 전에 멈췄습니다</translation>
    </message>
    <message>
        <source>Read %1 of %2 records</source>
        <translation>레코드 %2개 중 %1개 읽음</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) could not be read.</source>
        <translation>
            <numerusform>파티션 %n개를 읽지 못했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>No record was read</source>
        <translation>읽은 레코드가 없습니다</translation>
    </message>
    <message>
        <source>The topic is empty, or was not read far enough.</source>
        <translation>토픽이 비어 있거나 충분히 읽지 않았습니다.</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>all of the range</source>
        <translation>범위 전체</translation>
    </message>
    <message>
        <source>not all of the range</source>
        <translation>범위의 일부</translation>
    </message>
    <message>
        <source>Read from the start of the range to the log end as it stood then</source>
        <translation>범위의 처음부터 그때의 로그 끝까지 읽었습니다</translation>
    </message>
    <message>
        <source>Distinct keys</source>
        <translation>서로 다른 키</translation>
    </message>
    <message>
        <source>%1 records of further keys</source>
        <translation>그 밖의 키의 레코드 %1개</translation>
    </message>
    <message>
        <source>all kept</source>
        <translation>모두 보관함</translation>
    </message>
    <message>
        <source>So many are kept at most; records of further keys are counted, but not looked at for splits and placement</source>
        <translation>최대 이만큼만 보관합니다. 그 밖의 키의 레코드는 세기만 하고 나뉨과 배치는 살펴보지 않습니다.</translation>
    </message>
    <message>
        <source>Split keys</source>
        <translation>나뉜 키</translation>
    </message>
    <message>
        <source>each key in one partition</source>
        <translation>키마다 파티션 하나</translation>
    </message>
    <message>
        <source>in more than one partition</source>
        <translation>둘 이상의 파티션에 있음</translation>
    </message>
    <message>
        <source>Distinct keys with records in more than one partition</source>
        <translation>레코드가 둘 이상의 파티션에 있는 서로 다른 키</translation>
    </message>
    <message>
        <source>Skew</source>
        <translation>쏠림</translation>
    </message>
    <message>
        <source>fullest partition against the mean</source>
        <translation>가장 많은 파티션 ÷ 평균</translation>
    </message>
    <message>
        <source>Records of the fullest partition ÷ mean of all partitions: 1 is even</source>
        <translation>가장 많은 파티션의 레코드 ÷ 모든 파티션의 평균: 1이면 고릅니다</translation>
    </message>
    <message>
        <source>Without key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Records whose key is null; an empty key is a key</source>
        <translation>키가 null인 레코드. 빈 키도 키입니다.</translation>
    </message>
    <message>
        <source>the first %1 of %2</source>
        <translation>%2개 중 처음 %1개</translation>
    </message>
    <message>
        <source>No key stands in two partitions</source>
        <translation>두 파티션에 걸친 키가 없습니다</translation>
    </message>
</context>
<context>
    <name>LagCharts</name>
    <message>
        <source>Lag by topic</source>
        <translation>토픽별 랙</translation>
    </message>
    <message>
        <source>records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Lag over time</source>
        <translation>시간별 랙</translation>
    </message>
    <message>
        <source>Records a second</source>
        <translation>초당 레코드</translation>
    </message>
    <message>
        <source>Records written and committed over time</source>
        <translation>시간별 쓰기와 커밋</translation>
    </message>
    <message>
        <source>Written and committed</source>
        <translation>쓰기와 커밋</translation>
    </message>
    <message>
        <source>records a second</source>
        <translation>초당 레코드</translation>
    </message>
    <message>
        <source>Lag by partition of %1</source>
        <translation>%1의 파티션별 랙</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Written to its topics</source>
        <translation>해당 토픽에 쓰기</translation>
    </message>
    <message>
        <source>Committed by the group</source>
        <translation>그룹의 커밋</translation>
    </message>
</context>
<context>
    <name>LoadForm</name>
    <message>
        <source>until it is stopped</source>
        <translation>중지할 때까지</translation>
    </message>
    <message>
        <source> /s</source>
        <translation>/초</translation>
    </message>
    <message>
        <source>as fast as it goes</source>
        <translation>가능한 한 빠르게</translation>
    </message>
    <message>
        <source> bytes</source>
        <translation>바이트</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>JSON text: a number and random letters</source>
        <translation>JSON 텍스트: 숫자와 임의의 글자</translation>
    </message>
    <message>
        <source>Different keys</source>
        <translation>서로 다른 키</translation>
    </message>
    <message>
        <source>key-0, key-1, ... in turn</source>
        <translation>key-0, key-1, ... 차례로</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Confirmed by</source>
        <translation>확인 주체</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>압축</translation>
    </message>
    <message>
        <source>Linger</source>
        <translation>대기 시간</translation>
    </message>
    <message>
        <source>linger.ms: how long a batch waits for more records</source>
        <translation>linger.ms: 배치가 레코드를 더 기다리는 시간</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>batch.size: a batch is sent when it is so large, however long it waited</source>
        <translation>batch.size: 이 크기가 되면 기다린 시간과 관계없이 배치를 보냅니다</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>버퍼</translation>
    </message>
    <message>
        <source>buffer.memory: what may wait in the producer; when it is full, the generator waits</source>
        <translation>buffer.memory: 프로듀서 안에서 대기할 수 있는 양. 가득 차면 생성기가 기다립니다</translation>
    </message>
    <message>
        <source>Cluster to write to</source>
        <translation>기록할 클러스터</translation>
    </message>
    <message>
        <source>This is a production cluster. Type its name, %1, to go on.</source>
        <translation>운영 클러스터입니다. 계속하려면 이름 %1을(를) 입력하세요.</translation>
    </message>
    <message>
        <source>always partition %1</source>
        <translation>항상 파티션 %1</translation>
    </message>
    <message>
        <source>This profile is read only: nothing can be written.</source>
        <translation>읽기 전용 프로필이라 아무것도 쓸 수 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>Writes about %1 of values into %2, kept on %n replica(s). They stay there.</source>
        <translation>
            <numerusform>%2에 값 약 %1을(를) 복제본 %n개에 각각 기록합니다. 기록은 그대로 남습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writes into %1 until it is stopped, kept on %n replica(s). The records stay there.</source>
        <translation>
            <numerusform>중지할 때까지 %1에 복제본 %n개씩 기록합니다. 레코드는 그대로 남습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LoadView</name>
    <message>
        <source>Generate load</source>
        <translation>부하 생성</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Nothing was generated yet</source>
        <translation>아직 생성한 것이 없습니다</translation>
    </message>
    <message>
        <source>A producer with the settings at the left writes generated records, and this page shows what it does.</source>
        <translation>왼쪽 설정의 프로듀서가 생성한 레코드를 기록하고, 이 화면은 그 동작을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>확인됨</translation>
    </message>
    <message>
        <source>Acknowledged records by partition</source>
        <translation>파티션별 확인된 레코드</translation>
    </message>
    <message>
        <source>Records a second</source>
        <translation>초당 레코드</translation>
    </message>
    <message>
        <source>records a second</source>
        <translation>초당 레코드</translation>
    </message>
    <message>
        <source>Load on %1</source>
        <translation>%1 부하</translation>
    </message>
    <message>
        <source>Starting a producer</source>
        <translation>프로듀서 시작 중</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>중지하는 중</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stopped before anything was written</source>
        <translation>기록하기 전에 중지했습니다</translation>
    </message>
    <message>
        <source>in the last half second</source>
        <translation>최근 0.5초</translation>
    </message>
    <message>
        <source>over the whole run</source>
        <translation>전체 실행</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1개 실패</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>전체 %1</translation>
    </message>
    <message>
        <source>Records that the cluster confirmed; under acks=0 those that were sent</source>
        <translation>클러스터가 확인한 레코드. acks=0이면 보낸 레코드</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Acknowledged records ÷ time, %1</source>
        <translation>확인된 레코드 ÷ 시간, %1</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>모두 %1</translation>
    </message>
    <message>
        <source>Produce requests ÷ time, %1</source>
        <translation>Produce 요청 ÷ 시간, %1</translation>
    </message>
    <message>
        <source>Records a batch</source>
        <translation>배치당 레코드</translation>
    </message>
    <message>
        <source>Records ÷ record batches sent, %1</source>
        <translation>레코드 ÷ 보낸 레코드 배치, %1</translation>
    </message>
    <message>
        <source>Bytes a batch</source>
        <translation>배치당 바이트</translation>
    </message>
    <message>
        <source>Bytes of the record batches sent ÷ their number, %1. Below it the batch.size that was asked for.</source>
        <translation>보낸 레코드 배치의 바이트 ÷ 배치 수, %1. 아래는 지정한 batch.size입니다.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
    <message>
        <source>Records in the memory of the producer, and their bytes against buffer.memory</source>
        <translation>프로듀서 메모리에 있는 레코드와, buffer.memory 대비 바이트</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>지연</translation>
    </message>
    <message>
        <source>99 %: %1 ms</source>
        <translation>99%: %1 ms</translation>
    </message>
    <message>
        <source>From handing a record over to its answer, waiting for the batch included: half of the last half second&apos;s records were faster</source>
        <translation>레코드를 넘긴 때부터 응답까지(배치 대기 포함): 최근 0.5초 레코드의 절반이 이보다 빨랐습니다</translation>
    </message>
    <message>
        <source>largest − smallest: %1</source>
        <translation>최대 − 최소: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) failed.</source>
        <translation>
            <numerusform>레코드 %n개가 실패했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is not in the audit log.</source>
        <translation>감사 로그에 남지 않았습니다.</translation>
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
    <message>
        <source>Weir ended unexpectedly the last time</source>
        <translation>지난번에 Weir가 비정상 종료되었습니다</translation>
    </message>
    <message>
        <source>What was open is back. The log lies in %1</source>
        <translation>열려 있던 것을 되살렸습니다. 로그 위치: %1</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>경로 복사</translation>
    </message>
    <message>
        <source>About Weir</source>
        <translation>Weir 정보</translation>
    </message>
    <message>
        <source>Start the sandbox</source>
        <translation>샌드박스 시작</translation>
    </message>
    <message>
        <source>The sandbox is starting.</source>
        <translation>샌드박스를 시작하는 중입니다.</translation>
    </message>
    <message>
        <source>The sandbox is stopping.</source>
        <translation>샌드박스를 중지하는 중입니다.</translation>
    </message>
    <message>
        <source>The sandbox did not start.</source>
        <translation>샌드박스가 시작되지 않았습니다.</translation>
    </message>
    <message>
        <source>The sandbox is stopped.</source>
        <translation>샌드박스가 중지되어 있습니다.</translation>
    </message>
    <message>
        <source>Its topics and records are kept; they can be read while it runs.</source>
        <translation>토픽과 레코드는 그대로 있으며, 실행 중일 때 읽을 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>MessagesPage</name>
    <message>
        <source>Messages</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Choose a topic</source>
        <translation>토픽 선택</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Produce...</source>
        <translation>쓰기...</translation>
    </message>
    <message>
        <source>Live tail</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>Produce a record...</source>
        <translation>레코드 쓰기...</translation>
    </message>
</context>
<context>
    <name>NewTopicDialog</name>
    <message>
        <source>The topic needs a name.</source>
        <translation>토픽 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>“.” and “..” are no names.</source>
        <translation>&quot;.&quot;과 &quot;..&quot;은 이름으로 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>At most %1 characters.</source>
        <translation>최대 %1자입니다.</translation>
    </message>
    <message>
        <source>“%1” is not allowed: letters, digits, dot, underscore and hyphen are.</source>
        <translation>&quot;%1&quot;은(는) 쓸 수 없습니다. 영문자, 숫자, 점, 밑줄, 하이픈만 씁니다.</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>무기한</translation>
    </message>
    <message>
        <source>New topic</source>
        <translation>새 토픽</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>복제본</translation>
    </message>
    <message>
        <source>broker&apos;s default</source>
        <translation>브로커 기본값</translation>
    </message>
    <message>
        <source>delete: old records go</source>
        <translation>delete: 오래된 레코드 삭제</translation>
    </message>
    <message>
        <source>compact: the latest of each key stays</source>
        <translation>compact: 키마다 최신 값 유지</translation>
    </message>
    <message>
        <source>compact and delete</source>
        <translation>compact와 delete</translation>
    </message>
    <message>
        <source>Cleanup</source>
        <translation>정리 방식</translation>
    </message>
    <message>
        <source>broker&apos;s default; 7 d, 12 h, for ever</source>
        <translation>브로커 기본값; 7 d, 12 h, for ever</translation>
    </message>
    <message>
        <source>Keeps records</source>
        <translation>레코드 보존</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>추가 설정</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Show the plan...</source>
        <translation>계획 보기...</translation>
    </message>
    <message>
        <source>A topic of this name exists.</source>
        <translation>같은 이름의 토픽이 있습니다.</translation>
    </message>
    <message>
        <source>“%1” is no span of time: write 7 d, 12 h or milliseconds.</source>
        <translation>&quot;%1&quot;은(는) 기간이 아닙니다. 7 d, 12 h 또는 밀리초로 씁니다.</translation>
    </message>
    <message>
        <source>New topic like %1</source>
        <translation>%1와(과) 같은 새 토픽</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>주의 필요</translation>
    </message>
    <message>
        <source>Written by topic</source>
        <translation>토픽별 쓰기</translation>
    </message>
    <message>
        <source>records a second</source>
        <translation>초당 레코드</translation>
    </message>
    <message>
        <source>Lag by group</source>
        <translation>그룹별 랙</translation>
    </message>
    <message>
        <source>records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Brokers</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Consumer groups</source>
        <translation>컨슈머 그룹</translation>
    </message>
    <message>
        <source>Busiest topics</source>
        <translation>가장 바쁜 토픽</translation>
    </message>
    <message>
        <source>Reading the cluster</source>
        <translation>클러스터를 읽는 중</translation>
    </message>
    <message>
        <source>Kafka %1</source>
        <translation>Kafka %1</translation>
    </message>
    <message>
        <source>cluster id %1</source>
        <translation>클러스터 ID %1</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of this look are missing.</source>
        <translation>
            <numerusform>이번에 %n개 부분을 읽지 못했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>/ %1</translation>
    </message>
    <message>
        <source>Controller %1</source>
        <translation>컨트롤러 %1</translation>
    </message>
    <message>
        <source>Controller unknown</source>
        <translation>컨트롤러 알 수 없음</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>All in sync</source>
        <translation>모두 동기화됨</translation>
    </message>
    <message>
        <source>Under-replicated: fewer in-sync replicas than replicas. Offline: no leader.</source>
        <translation>복제 부족: 동기화 복제본이 복제본보다 적음. 오프라인: 리더 없음.</translation>
    </message>
    <message numerus="yes">
        <source>%n without leader</source>
        <translation>
            <numerusform>리더 없음 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n under-replicated</source>
        <translation>
            <numerusform>복제 부족 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Written</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>레코드 %1</translation>
    </message>
    <message>
        <source>Growth of the leaders&apos; logs and of the high watermarks between the last two looks</source>
        <translation>최근 두 번 읽은 사이 리더 로그와 하이 워터마크의 증가</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>커밋</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) reading</source>
        <translation>
            <numerusform>그룹 %n개가 읽는 중</numerusform>
        </translation>
    </message>
    <message>
        <source>Growth of all committed offsets between the last two looks</source>
        <translation>최근 두 번 읽은 사이 전체 커밋 오프셋의 증가</translation>
    </message>
    <message>
        <source>Total lag</source>
        <translation>전체 랙</translation>
    </message>
    <message>
        <source>Σ of the known lags of all groups</source>
        <translation>모든 그룹에서 알려진 랙의 합</translation>
    </message>
    <message>
        <source>grows %1</source>
        <translation>%1 증가</translation>
    </message>
    <message>
        <source>shrinks %1</source>
        <translation>%1 감소</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>여유 %1</translation>
    </message>
    <message>
        <source>free space unknown</source>
        <translation>여유 공간 알 수 없음</translation>
    </message>
    <message>
        <source>%1 of %2, most lag first</source>
        <translation>%2개 중 %1개, 랙이 큰 순</translation>
    </message>
    <message numerus="yes">
        <source>in %n topic(s)</source>
        <translation>
            <numerusform>토픽 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s) are the cluster&apos;s own.</source>
        <translation>
            <numerusform>토픽 %n개는 클러스터 내부용입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>of all groups</source>
        <translation>모든 그룹 합계</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) unknown</source>
        <translation>
            <numerusform>그룹 %n개 알 수 없음</numerusform>
        </translation>
    </message>
    <message>
        <source>Worst lag</source>
        <translation>최대 랙</translation>
    </message>
    <message>
        <source>The group with the greatest known lag; a click opens it</source>
        <translation>알려진 랙이 가장 큰 그룹이며, 클릭하면 열립니다</translation>
    </message>
    <message>
        <source>least free %1</source>
        <translation>최소 여유 %1</translation>
    </message>
    <message>
        <source>Bytes of all replicas; free space on the volume that holds them</source>
        <translation>모든 복제본의 바이트와 이를 담은 볼륨의 여유 공간</translation>
    </message>
    <message>
        <source>Bytes of all replicas; free space of broker %1, which has the least</source>
        <translation>모든 복제본의 바이트와 여유가 가장 적은 브로커 %1의 여유 공간</translation>
    </message>
    <message>
        <source>Groups by the state that their coordinators tell</source>
        <translation>코디네이터가 알린 상태별 그룹 수</translation>
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
    <name>PartitionPicker</name>
    <message>
        <source>Partitions to read</source>
        <translation>읽을 파티션</translation>
    </message>
    <message>
        <source>All partitions</source>
        <translation>모든 파티션</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>전체 %1개</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%2개 중 %1개: %3</translation>
    </message>
</context>
<context>
    <name>Partitions</name>
    <message>
        <source>No leader</source>
        <translation>리더 없음</translation>
    </message>
    <message>
        <source>Under-replicated</source>
        <translation>복제 부족</translation>
    </message>
    <message>
        <source>Not led by its preferred replica</source>
        <translation>선호 복제본이 리더가 아님</translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>동기화됨</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>리더</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>복제본</translation>
    </message>
    <message>
        <source>In order of preference: filled leads, outlined is in sync, dashed is missing</source>
        <translation>선호 순서: 채움은 리더, 테두리는 동기화됨, 점선은 없음</translation>
    </message>
    <message>
        <source>On brokers</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Log start</source>
        <translation>로그 시작</translation>
    </message>
    <message>
        <source>High watermark</source>
        <translation>하이 워터마크</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Records against an even share among the partitions: 100 % is even</source>
        <translation>파티션에 고르게 나눈 몫 대비 레코드 비율이며 100%면 고릅니다</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Below min ISR</source>
        <translation>최소 ISR 미만</translation>
    </message>
    <message>
        <source>At min ISR</source>
        <translation>최소 ISR</translation>
    </message>
    <message>
        <source>Min ISR</source>
        <translation>최소 ISR</translation>
    </message>
    <message>
        <source>min.insync.replicas: with fewer in sync, writes with acks=all are refused</source>
        <translation>min.insync.replicas: 동기화된 수가 이보다 적으면 acks=all 쓰기가 거부됩니다</translation>
    </message>
    <message>
        <source>High watermark − log start offset: an upper bound (≈) where the topic is compacted</source>
        <translation>하이 워터마크 − 로그 시작 오프셋: compact 토픽에서는 상한(≈)입니다</translation>
    </message>
    <message>
        <source>Against the mean</source>
        <translation>평균 대비</translation>
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
        <translation>변경 %1: %2, 실행 취소 불가</translation>
    </message>
    <message>
        <source>This cannot be undone: %1.</source>
        <translation>실행 취소 불가: %1</translation>
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
        <translation>계속하려면 입력할 이름: %1</translation>
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
    <message>
        <source>%1 cannot be tried</source>
        <translation>%1개는 시험할 수 없음</translation>
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
        <source>Setting it back does not restore them.</source>
        <translation>설정을 되돌려도 복원되지 않습니다.</translation>
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
    <message>
        <source>No record lies beyond the new retention now.</source>
        <translation>지금 새 보존 기준을 벗어난 레코드는 없습니다.</translation>
    </message>
    <message>
        <source>From now on records are deleted sooner.</source>
        <translation>앞으로 레코드가 더 일찍 삭제됩니다.</translation>
    </message>
    <message>
        <source>About %1 records, %2, lie beyond the new retention and are deleted within minutes.</source>
        <translation>약 %1개 레코드(%2)가 새 보존 기준을 벗어나 몇 분 안에 삭제됩니다.</translation>
    </message>
    <message>
        <source>About %1 lies beyond the new retention and is deleted within minutes.</source>
        <translation>약 %1이(가) 새 보존 기준을 벗어나 몇 분 안에 삭제됩니다.</translation>
    </message>
    <message>
        <source>Records beyond the new retention are deleted within minutes.</source>
        <translation>새 보존 기준을 벗어난 레코드는 몇 분 안에 삭제됩니다.</translation>
    </message>
    <message>
        <source>Groups that have not read them: %1.</source>
        <translation>아직 읽지 않은 그룹: %1.</translation>
    </message>
</context>
<context>
    <name>ProduceDialog</name>
    <message>
        <source>Produce to %1</source>
        <translation>%1에 쓰기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>This profile is read only: nothing can be written.</source>
        <translation>읽기 전용 프로필이라 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>헤더</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Confirmed by</source>
        <translation>확인 주체</translation>
    </message>
    <message>
        <source>without a key the producer chooses one</source>
        <translation>키가 없으면 프로듀서가 선택합니다</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>보내는 중</translation>
    </message>
    <message>
        <source>Sent; with acks=0 the broker confirms nothing.</source>
        <translation>보냈습니다. acks=0에서는 브로커가 확인하지 않습니다.</translation>
    </message>
    <message>
        <source>Written to partition %1 at offset %2, %3, confirmed after %4 ms.</source>
        <translation>파티션 %1, 오프셋 %2에 %3 기록, %4 ms 뒤 확인했습니다.</translation>
    </message>
    <message>
        <source>Tombstone (null)</source>
        <translation>툼스톤(null)</translation>
    </message>
    <message>
        <source>Edit and resend to %1</source>
        <translation>편집 후 %1에 다시 보내기</translation>
    </message>
    <message>
        <source>Cluster to write to</source>
        <translation>기록할 클러스터</translation>
    </message>
    <message>
        <source>This is a production cluster. Type its name, %1, to go on.</source>
        <translation>운영 클러스터입니다. 계속하려면 이름 %1을(를) 입력하세요.</translation>
    </message>
    <message>
        <source>It is not in the audit log: %1</source>
        <translation>감사 로그에는 남지 않았습니다: %1</translation>
    </message>
    <message>
        <source>any of them, another each time</source>
        <translation>아무 파티션, 매번 다르게</translation>
    </message>
    <message>
        <source>the next one goes to %1</source>
        <translation>다음은 %1(으)로 갑니다</translation>
    </message>
    <message>
        <source>this key goes to %1</source>
        <translation>이 키는 %1(으)로 갑니다</translation>
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
        <translation>새 클러스터</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 편집</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>연결 시험</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Not taken from the file, as it means nothing to a console: %1</source>
        <translation>콘솔에는 의미가 없어 파일에서 가져오지 않은 항목: %1</translation>
    </message>
</context>
<context>
    <name>ProfileForm</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>shop-staging</source>
        <translation>shop-staging</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>No encryption</source>
        <translation>암호화 없음</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>SASL without encryption</source>
        <translation>암호화 없는 SASL</translation>
    </message>
    <message>
        <source>SASL over TLS</source>
        <translation>TLS 위의 SASL</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>보안</translation>
    </message>
    <message>
        <source>Mechanism</source>
        <translation>방식</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>CA certificates</source>
        <translation>CA 인증서</translation>
    </message>
    <message>
        <source>the system&apos;s own</source>
        <translation>시스템 기본</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>클라이언트 인증서</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>클라이언트 키</translation>
    </message>
    <message>
        <source>Key password</source>
        <translation>키 비밀번호</translation>
    </message>
    <message>
        <source>The certificate must name the host</source>
        <translation>인증서의 호스트 이름 확인</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>호스트 이름</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Read only: every change is refused</source>
        <translation>읽기 전용: 모든 변경 거부</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>보호</translation>
    </message>
    <message>
        <source>Production: crimson frame, changes ask for the name</source>
        <translation>운영: 진홍색 테두리, 변경할 때 이름 입력</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>선택...</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.key);;All files (*)</source>
        <translation>PEM 파일 (*.pem *.crt *.key);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>The profile needs a name.</source>
        <translation>프로필 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>At least one address is needed, as host:port.</source>
        <translation>host:port 형식의 주소가 하나 이상 필요합니다.</translation>
    </message>
    <message>
        <source>“%1” is not an address: write host:port.</source>
        <translation>&quot;%1&quot;은(는) 주소가 아닙니다. host:port로 씁니다.</translation>
    </message>
    <message>
        <source>SASL needs a user.</source>
        <translation>SASL에는 사용자가 필요합니다.</translation>
    </message>
    <message>
        <source>A client certificate and its key belong together.</source>
        <translation>클라이언트 인증서와 키는 함께 있어야 합니다.</translation>
    </message>
    <message>
        <source>Also set</source>
        <translation>그 밖의 설정</translation>
    </message>
    <message numerus="yes">
        <source>(%n character(s))</source>
        <translation>
            <numerusform>(%n자)</numerusform>
        </translation>
    </message>
    <message>
        <source>(secret)</source>
        <translation>(비밀)</translation>
    </message>
</context>
<context>
    <name>Profiles</name>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>No encryption</source>
        <translation>암호화 없음</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2 as %3</source>
        <translation>%1, %3(으)로 %2</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>청록</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>파랑</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>보라</translation>
    </message>
    <message>
        <source>Magenta</source>
        <translation>자홍</translation>
    </message>
    <message>
        <source>Rust</source>
        <translation>적갈</translation>
    </message>
    <message>
        <source>Ochre</source>
        <translation>황토</translation>
    </message>
    <message>
        <source>Moss</source>
        <translation>이끼</translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>모두 선택(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>올리기(&amp;S)</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>내리기(&amp;D)</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>잘라내기(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>모두 선택</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>잘라내기(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>링크 위치 복사(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>모두 선택</translation>
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
    <name>ReadChoices</name>
    <message>
        <source>Newest</source>
        <translation>최신</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>가장 오래된</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>오프셋</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Live tail</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>From</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>The end</source>
        <translation>로그 끝</translation>
    </message>
    <message>
        <source>Where reading ends: the log end as it stands now, or before an offset or a time</source>
        <translation>읽기를 끝내는 곳: 지금의 로그 끝, 또는 어떤 오프셋이나 시각 앞</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>결과 수</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>offset</source>
        <translation>오프셋</translation>
    </message>
    <message>
        <source>2026-11-21 08:00 or 15 min</source>
        <translation>2026-11-21 08:00 또는 15분</translation>
    </message>
    <message>
        <source>From offset</source>
        <translation>시작 오프셋</translation>
    </message>
    <message>
        <source>From time</source>
        <translation>시작 시각</translation>
    </message>
    <message>
        <source>Until offset</source>
        <translation>끝 오프셋</translation>
    </message>
    <message>
        <source>Until time</source>
        <translation>끝 시각</translation>
    </message>
</context>
<context>
    <name>RecordBrowser</name>
    <message>
        <source>Words in key, value or headers</source>
        <translation>키, 값, 헤더에 든 말</translation>
    </message>
    <message>
        <source>Empty: every record</source>
        <translation>비움: 모든 레코드</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>키 복사</translation>
    </message>
    <message>
        <source>Copy the record as JSON</source>
        <translation>레코드를 JSON으로 복사</translation>
    </message>
    <message>
        <source>Copy a link to it</source>
        <translation>링크 복사</translation>
    </message>
    <message>
        <source>Nothing read yet</source>
        <translation>아직 읽지 않음</translation>
    </message>
    <message>
        <source>Choose where to begin and run.</source>
        <translation>시작할 곳을 정하고 실행합니다.</translation>
    </message>
    <message>
        <source>%1 hits</source>
        <translation>%1건</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>내보내기...</translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>%1 읽음</translation>
    </message>
    <message>
        <source>Filter on %1</source>
        <translation>%1 필터</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 읽는 중</translation>
    </message>
    <message>
        <source>Stopped, %1 hits kept</source>
        <translation>중지됨, %1건 유지</translation>
    </message>
    <message>
        <source>Read to the end</source>
        <translation>끝까지 읽음</translation>
    </message>
    <message>
        <source>No records here</source>
        <translation>여기에는 레코드가 없습니다</translation>
    </message>
    <message>
        <source>The partitions chosen hold nothing from this start on.</source>
        <translation>선택한 파티션에는 이 시작점 이후의 레코드가 없습니다.</translation>
    </message>
    <message>
        <source>Produce...</source>
        <translation>쓰기...</translation>
    </message>
    <message>
        <source>No hit</source>
        <translation>찾은 것 없음</translation>
    </message>
    <message>
        <source>No key, value or header holds these words. Matching looks at bytes as they lie in the log.</source>
        <translation>이 말이 든 키, 값, 헤더가 없습니다. 로그에 있는 바이트 그대로 비교합니다.</translation>
    </message>
    <message>
        <source>Read %1 of %2 records</source>
        <translation>레코드 %2건 중 %1건 읽음</translation>
    </message>
    <message>
        <source>Read %1 records</source>
        <translation>레코드 %1건 읽음</translation>
    </message>
    <message>
        <source>About %1 left</source>
        <translation>약 %1 남음</translation>
    </message>
    <message>
        <source>Live: newest below</source>
        <translation>실시간: 최신이 아래</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) could not be read.</source>
        <translation>
            <numerusform>파티션 %n개를 읽지 못했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>What is shown, as JSON lines...</source>
        <translation>보이는 것을 JSON 줄로...</translation>
    </message>
    <message>
        <source>What is shown, as CSV...</source>
        <translation>보이는 것을 CSV로...</translation>
    </message>
    <message>
        <source>Export records</source>
        <translation>레코드 내보내기</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON 줄 (*.jsonl)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>%1 records exported</source>
        <translation>레코드 %1건을 내보냈습니다</translation>
    </message>
    <message>
        <source>The export failed</source>
        <translation>내보내지 못했습니다</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Reads back from the newest record</source>
        <translation>최신 레코드부터 거꾸로 읽습니다</translation>
    </message>
    <message>
        <source>Reads on from the start chosen</source>
        <translation>고른 시작부터 차례로 읽습니다</translation>
    </message>
    <message>
        <source>Copy the value as base64</source>
        <translation>값을 Base64로 복사</translation>
    </message>
    <message>
        <source>Copy the key as base64</source>
        <translation>키를 Base64로 복사</translation>
    </message>
    <message>
        <source>Edit and resend...</source>
        <translation>편집 후 다시 보내기...</translation>
    </message>
    <message>
        <source>The list is full: %1 hits</source>
        <translation>목록이 가득 참: 결과 %1개</translation>
    </message>
    <message>
        <source>Ended after %1 hits</source>
        <translation>결과 %1개에서 끝남</translation>
    </message>
    <message>
        <source>Read back to the beginning</source>
        <translation>처음까지 거꾸로 읽음</translation>
    </message>
    <message>
        <source>The first %1 hits have left the list</source>
        <translation>앞의 결과 %1개는 목록에서 빠짐</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>최신순</translation>
    </message>
    <message>
        <source>Partition %1 begins at offset %2.</source>
        <translation>파티션 %1은(는) 오프셋 %2에서 시작합니다.</translation>
    </message>
    <message>
        <source>Partition %1 ends before offset %2.</source>
        <translation>파티션 %1은(는) 오프셋 %2 앞에서 끝납니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>외 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Offset %1 is no longer in the log: what is shown comes after it.</source>
        <translation>오프셋 %1은(는) 이제 로그에 없습니다. 그 뒤의 레코드를 보여 줍니다.</translation>
    </message>
    <message>
        <source>Offset %1 is not in the log yet.</source>
        <translation>오프셋 %1은(는) 아직 로그에 없습니다.</translation>
    </message>
    <message>
        <source>The whole record cannot be read</source>
        <translation>레코드 전체를 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>This profile is read only: nothing can be written.</source>
        <translation>읽기 전용 프로필이라 아무것도 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>All hits in the cluster, as JSON lines...</source>
        <translation>클러스터의 결과 전체를 JSON lines로...</translation>
    </message>
    <message>
        <source>All hits in the cluster, as CSV...</source>
        <translation>클러스터의 결과 전체를 CSV로...</translation>
    </message>
</context>
<context>
    <name>RecordDetail</name>
    <message>
        <source>Decoded</source>
        <translation>해석</translation>
    </message>
    <message>
        <source>Value as</source>
        <translation>값 형식</translation>
    </message>
    <message>
        <source>How the value is read</source>
        <translation>값을 읽는 방식</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Integer</source>
        <translation>정수</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>바이트</translation>
    </message>
    <message>
        <source>Tree or text</source>
        <translation>트리 또는 텍스트</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>트리</translation>
    </message>
    <message>
        <source>Copy the record as JSON</source>
        <translation>레코드를 JSON으로 복사</translation>
    </message>
    <message>
        <source>Decoded record</source>
        <translation>해석한 레코드</translation>
    </message>
    <message>
        <source>Value as text</source>
        <translation>값을 텍스트로</translation>
    </message>
    <message>
        <source>Key or value</source>
        <translation>키 또는 값</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Pick a record to see its fields and bytes.</source>
        <translation>레코드를 선택하면 필드와 바이트를 보여 줍니다.</translation>
    </message>
    <message>
        <source>These bytes are no text: see them at the right.</source>
        <translation>텍스트가 아닌 바이트입니다. 오른쪽에서 확인합니다.</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>헤더</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, null</source>
        <translation>%1, null</translation>
    </message>
    <message>
        <source>%1: bytes %2 to %3, length %4</source>
        <translation>%1: 바이트 %2부터 %3까지, 길이 %4</translation>
    </message>
    <message>
        <source>Use as filter</source>
        <translation>필터로 사용</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>경로 복사</translation>
    </message>
    <message>
        <source>Resend...</source>
        <translation>다시 보내기...</translation>
    </message>
    <message>
        <source>Edit a copy of this record and send it</source>
        <translation>이 레코드의 사본을 편집해 보냅니다</translation>
    </message>
    <message>
        <source>Fetching the whole record, %1</source>
        <translation>레코드 전체를 가져오는 중, %1</translation>
    </message>
    <message>
        <source>Only the first %1 of the value are left here: %2</source>
        <translation>값의 앞 %1만 남아 있습니다: %2</translation>
    </message>
    <message>
        <source>The value goes on: %1 in all. Copying and export take the whole.</source>
        <translation>값이 더 있습니다. 모두 %1이며, 복사와 내보내기는 전체를 담습니다.</translation>
    </message>
</context>
<context>
    <name>RecordExport</name>
    <message>
        <source>Export to %1</source>
        <translation>%1(으)로 내보내기</translation>
    </message>
    <message>
        <source>cancelled, nothing was kept</source>
        <translation>취소했습니다. 남긴 것이 없습니다</translation>
    </message>
    <message>
        <source>%1-%2 @ %3 cannot be read any more: %4</source>
        <translation>%1-%2 @ %3 레코드를 더는 읽을 수 없습니다: %4</translation>
    </message>
</context>
<context>
    <name>RecordTreeModel</name>
    <message>
        <source>object, %1</source>
        <translation>객체, %1</translation>
    </message>
    <message>
        <source>array, %1</source>
        <translation>배열, %1</translation>
    </message>
    <message>
        <source>null: a tombstone</source>
        <translation>null: 삭제 표시(tombstone)</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>Not readable so</source>
        <translation>이 방식으로 읽을 수 없음</translation>
    </message>
    <message>
        <source>%1, at byte %2</source>
        <translation>%1, 바이트 %2에서</translation>
    </message>
    <message>
        <source>Shortened</source>
        <translation>줄여서 표시</translation>
    </message>
    <message>
        <source>larger than what is shown at once; copying and export take the whole</source>
        <translation>한 번에 보여 주기에는 큽니다. 복사와 내보내기는 전체를 담습니다</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>append</source>
        <translation>추가 시각</translation>
    </message>
    <message>
        <source>create</source>
        <translation>생성 시각</translation>
    </message>
    <message>
        <source>Leader epoch</source>
        <translation>리더 에포크</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>헤더</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>필드</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>레코드 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Base offset</source>
        <translation>기준 오프셋</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Codec</source>
        <translation>코덱</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>프로듀서</translation>
    </message>
    <message>
        <source>neither idempotent nor transactional</source>
        <translation>멱등도 트랜잭션도 아님</translation>
    </message>
    <message>
        <source>Producer id</source>
        <translation>프로듀서 ID</translation>
    </message>
    <message>
        <source>Producer epoch</source>
        <translation>프로듀서 에포크</translation>
    </message>
    <message>
        <source>Base sequence</source>
        <translation>기준 시퀀스</translation>
    </message>
    <message>
        <source>Transactional</source>
        <translation>트랜잭션</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>%1 in the future</source>
        <translation>%1 뒤의 미래</translation>
    </message>
</context>
<context>
    <name>Records</name>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>set by the broker on appending</source>
        <translation>브로커가 추가할 때 기록</translation>
    </message>
    <message>
        <source>set by the producer</source>
        <translation>프로듀서가 기록</translation>
    </message>
    <message>
        <source>%1 ms since the epoch, %2</source>
        <translation>에포크 이후 %1 ms, %2</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Part.</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>오프셋</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>tombstone</source>
        <translation>삭제 표시</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>헤더</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Key, value and headers in bytes, uncompressed</source>
        <translation>키, 값, 헤더의 바이트 수(압축 전)</translation>
    </message>
    <message>
        <source>%1 in the future by this computer&apos;s clock</source>
        <translation>이 컴퓨터의 시계로 %1 뒤의 미래</translation>
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
        <translation>토픽과 파티션별 복제본</translation>
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
        <translation>샌드박스를 시작했습니다</translation>
    </message>
    <message>
        <source>Broker %1 started</source>
        <translation>브로커 %1 시작</translation>
    </message>
    <message>
        <source>Broker %1 stopped</source>
        <translation>브로커 %1 정지</translation>
    </message>
    <message>
        <source>Broker %1 killed</source>
        <translation>브로커 %1 강제 종료</translation>
    </message>
    <message>
        <source>Broker %1 paused</source>
        <translation>브로커 %1 일시 정지</translation>
    </message>
    <message>
        <source>Broker %1 goes on</source>
        <translation>브로커 %1 재개</translation>
    </message>
    <message>
        <source>Broker %1 added</source>
        <translation>브로커 %1 추가</translation>
    </message>
    <message numerus="yes">
        <source>%n leader(s) moved</source>
        <translation>
            <numerusform>리더 %n개 이동</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: in sync now %2</source>
        <translation>%1: 이제 동기화됨 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) lack a replica</source>
        <translation>
            <numerusform>파티션 %n개에 복제본 부족</numerusform>
        </translation>
    </message>
    <message>
        <source>All replicas are in sync</source>
        <translation>모든 복제본이 동기화됨</translation>
    </message>
    <message>
        <source>Fault set on broker %1</source>
        <translation>브로커 %1에 장애 설정</translation>
    </message>
    <message>
        <source>Faults of broker %1 cleared</source>
        <translation>브로커 %1의 장애 해제</translation>
    </message>
    <message>
        <source>All faults cleared</source>
        <translation>모든 장애 해제</translation>
    </message>
    <message>
        <source>The demo shop is open</source>
        <translation>데모 상점을 열었습니다</translation>
    </message>
    <message>
        <source>The demo shop is closed</source>
        <translation>데모 상점을 닫았습니다</translation>
    </message>
    <message>
        <source>%1 switched on</source>
        <translation>%1 켬</translation>
    </message>
    <message>
        <source>%1 switched off</source>
        <translation>%1 끔</translation>
    </message>
    <message>
        <source>The disk is full: %1</source>
        <translation>디스크가 가득 참: %1</translation>
    </message>
    <message>
        <source>There is room on the disk again</source>
        <translation>디스크에 다시 여유가 있습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n leader(s) moved to broker %1</source>
        <translation>
            <numerusform>리더 %n개가 브로커 %1(으)로 이동</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more partition(s) out of sync</source>
        <translation>
            <numerusform>파티션 %n개 더 동기화에서 빠짐</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more partition(s) in sync</source>
        <translation>
            <numerusform>파티션 %n개 더 동기화됨</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in sync again</source>
        <translation>%1 다시 동기화됨</translation>
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
        <translation>클러스터 열기</translation>
    </message>
    <message>
        <source>Copy addresses</source>
        <translation>주소 복사</translation>
    </message>
    <message>
        <source>Add broker</source>
        <translation>브로커 추가</translation>
    </message>
    <message>
        <source>Clear all faults</source>
        <translation>모든 장애 해제</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Brokers</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>Connect a client</source>
        <translation>클라이언트 연결</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Addresses copied</source>
        <translation>주소를 복사했습니다</translation>
    </message>
    <message>
        <source>Start the sandbox</source>
        <translation>샌드박스 시작</translation>
    </message>
    <message>
        <source>Stop the sandbox</source>
        <translation>샌드박스 정지</translation>
    </message>
    <message>
        <source>Wipe the sandbox...</source>
        <translation>샌드박스 비우기...</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>복제본</translation>
    </message>
    <message>
        <source>brokers from left to right in each cell: filled leads, outlined is in sync, dashed is missing</source>
        <translation>각 칸의 왼쪽부터 브로커 순서: 채움은 리더, 테두리는 동기화됨, 점선은 없음</translation>
    </message>
    <message>
        <source>A broker is down</source>
        <translation>브로커 하나가 내려감</translation>
    </message>
    <message>
        <source>Running with faults</source>
        <translation>장애를 둔 채 실행 중</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Up %1</source>
        <translation>가동 %1</translation>
    </message>
    <message>
        <source>%1 memory</source>
        <translation>메모리 %1</translation>
    </message>
    <message>
        <source>started in %1 ms</source>
        <translation>%1 ms 만에 시작</translation>
    </message>
    <message>
        <source>%1 kept</source>
        <translation>%1 보관</translation>
    </message>
    <message numerus="yes">
        <source>All %n partition(s) in sync</source>
        <translation>
            <numerusform>파티션 %n개 모두 동기화됨</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 partitions lack a replica, %3 have no leader</source>
        <translation>파티션 %2개 중 %1개에 복제본 부족, %3개에 리더 없음</translation>
    </message>
    <message>
        <source>The log is empty: nothing went wrong, or the sandbox was started by another program.</source>
        <translation>로그가 비어 있습니다. 문제가 없었거나 다른 프로그램이 샌드박스를 시작했습니다.</translation>
    </message>
    <message>
        <source>Wipe the sandbox?</source>
        <translation>샌드박스를 비우시겠습니까?</translation>
    </message>
    <message>
        <source>It is stopped, and all of its topics, groups and records are deleted: %1</source>
        <translation>샌드박스를 정지하고 토픽, 그룹, 레코드를 모두 삭제합니다: %1</translation>
    </message>
    <message>
        <source>Wipe the sandbox</source>
        <translation>샌드박스 비우기</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>촘촘하게</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>Roomy</source>
        <translation>넉넉하게</translation>
    </message>
    <message>
        <source>Table rows</source>
        <translation>표 행</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>현지</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Nothing turns or runs</source>
        <translation>움직이는 표시 없음</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>움직임 줄이기</translation>
    </message>
    <message>
        <source>Prometheus metrics</source>
        <translation>Prometheus 지표</translation>
    </message>
    <message>
        <source>Serve /metrics for the open cluster while Weir runs</source>
        <translation>Weir를 실행하는 동안 열린 클러스터의 /metrics 제공</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>제공</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Off. weir-exporter serves the same without a window.</source>
        <translation>꺼짐. 창 없이 제공하려면 weir-exporter를 사용합니다.</translation>
    </message>
    <message>
        <source>http://%1/metrics</source>
        <translation>http://%1/metrics</translation>
    </message>
    <message>
        <source>Passwords</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Passwords are kept in the keychain of this desktop.</source>
        <translation>비밀번호는 이 데스크톱의 키체인에 보관합니다.</translation>
    </message>
    <message>
        <source>Passwords are kept in a file that only you can read, without encryption.</source>
        <translation>비밀번호는 본인만 읽을 수 있는 파일에 암호화 없이 보관합니다.</translation>
    </message>
    <message>
        <source>No keychain answers on this desktop: passwords are kept until Weir ends.</source>
        <translation>이 데스크톱에서 응답하는 키체인이 없습니다. 비밀번호는 Weir를 종료할 때까지만 보관합니다.</translation>
    </message>
    <message>
        <source>Keep them in a file instead (from the next start on)</source>
        <translation>대신 파일에 보관 (다음 시작부터)</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Enter changes one, the menu puts it back</source>
        <translation>Enter로 변경하고 메뉴로 되돌립니다</translation>
    </message>
</context>
<context>
    <name>ShortcutTable</name>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Set by</source>
        <translation>지정</translation>
    </message>
    <message>
        <source>you</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>default</source>
        <translation>기본값</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Change...</source>
        <translation>변경...</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>없애기</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>기본값으로</translation>
    </message>
    <message>
        <source>Shortcut of “%1”</source>
        <translation>&quot;%1&quot;의 단축키</translation>
    </message>
    <message>
        <source>New shortcut</source>
        <translation>새 단축키</translation>
    </message>
    <message>
        <source>Press the keys.</source>
        <translation>키를 누릅니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Set shortcut</source>
        <translation>단축키 설정</translation>
    </message>
    <message>
        <source>“%1” has it already.</source>
        <translation>&quot;%1&quot;에서 이미 사용합니다.</translation>
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
        <translation>프로그램</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>필요한 것</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
</context>
<context>
    <name>SpanButton</name>
    <message>
        <source>Last %1</source>
        <translation>최근 %1</translation>
    </message>
    <message>
        <source>Span of the charts</source>
        <translation>차트 기간</translation>
    </message>
    <message>
        <source>How far back the charts go: at most to when this window first looked at the cluster.</source>
        <translation>차트가 거슬러 올라가는 기간이며, 이 창이 클러스터를 처음 조회한 때까지입니다.</translation>
    </message>
</context>
<context>
    <name>Spreads</name>
    <message>
        <source>by key: murmur2 (Java clients)</source>
        <translation>키 기준: murmur2 (Java 클라이언트)</translation>
    </message>
    <message>
        <source>by key: CRC32 (librdkafka)</source>
        <translation>키 기준: CRC32 (librdkafka)</translation>
    </message>
    <message>
        <source>by key: FNV-1a (Sarama)</source>
        <translation>키 기준: FNV-1a (Sarama)</translation>
    </message>
    <message>
        <source>random</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>round-robin</source>
        <translation>라운드 로빈</translation>
    </message>
    <message>
        <source>sticky, without a key</source>
        <translation>스티키, 키 없이</translation>
    </message>
    <message>
        <source>always the same</source>
        <translation>항상 같은 파티션</translation>
    </message>
    <message>
        <source>all in-sync replicas (acks=all)</source>
        <translation>모든 동기화 복제본 (acks=all)</translation>
    </message>
    <message>
        <source>the leader (acks=1)</source>
        <translation>리더 (acks=1)</translation>
    </message>
    <message>
        <source>nobody (acks=0)</source>
        <translation>확인 안 함 (acks=0)</translation>
    </message>
</context>
<context>
    <name>StartPanel</name>
    <message>
        <source>Write and read like a small shop</source>
        <translation>작은 상점처럼 쓰고 읽기</translation>
    </message>
    <message>
        <source>A Kafka cluster of your own</source>
        <translation>나만의 Kafka 클러스터</translation>
    </message>
    <message>
        <source>The sandbox is a complete cluster on this computer, for trying things out: real brokers with replication on disk, which any Kafka client can use. It starts in a moment and listens on this computer only.</source>
        <translation>샌드박스는 이 컴퓨터에서 마음껏 시험해 보는 온전한 클러스터입니다. 디스크에 복제하는 실제 브로커이며 모든 Kafka 클라이언트가 쓸 수 있습니다. 곧바로 시작하고 이 컴퓨터에서만 접속을 받습니다.</translation>
    </message>
    <message>
        <source>Brokers</source>
        <translation>브로커</translation>
    </message>
    <message>
        <source>First port</source>
        <translation>첫 포트</translation>
    </message>
    <message>
        <source>Demo shop</source>
        <translation>데모 상점</translation>
    </message>
    <message>
        <source>Start the sandbox</source>
        <translation>샌드박스 시작</translation>
    </message>
    <message>
        <source>Wipe...</source>
        <translation>비우기...</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>시작 중</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>정지 중</translation>
    </message>
    <message>
        <source>Its data will lie in %1</source>
        <translation>데이터 위치(예정): %1</translation>
    </message>
    <message>
        <source>Its data lies in %1</source>
        <translation>데이터 위치: %1</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>In order</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>진행 중</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>정지됨</translation>
    </message>
    <message>
        <source>Stalled</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>Rewound</source>
        <translation>되감김</translation>
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
    <message>
        <source>The sandbox is starting</source>
        <translation>샌드박스를 시작하는 중</translation>
    </message>
    <message>
        <source>The sandbox is stopped</source>
        <translation>샌드박스가 중지됨</translation>
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
    <name>TopicPage</name>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Produce...</source>
        <translation>쓰기...</translation>
    </message>
    <message>
        <source>Live tail</source>
        <translation>실시간</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Add partitions...</source>
        <translation>파티션 추가...</translation>
    </message>
    <message>
        <source>Delete all records...</source>
        <translation>모든 레코드 삭제...</translation>
    </message>
    <message>
        <source>Delete the topic...</source>
        <translation>토픽 삭제...</translation>
    </message>
    <message>
        <source>Live tail of this topic</source>
        <translation>이 토픽 실시간 보기</translation>
    </message>
    <message>
        <source>Produce a record...</source>
        <translation>레코드 쓰기...</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>멤버</translation>
    </message>
    <message>
        <source>Lag here</source>
        <translation>여기의 랙</translation>
    </message>
    <message>
        <source>Σ(high watermark − committed offset) over the partitions of this topic</source>
        <translation>이 토픽의 파티션에 대한 Σ(하이 워터마크 − 커밋 오프셋)</translation>
    </message>
    <message>
        <source>Never committed</source>
        <translation>커밋한 적 없음</translation>
    </message>
    <message>
        <source>Show lag</source>
        <translation>랙 보기</translation>
    </message>
    <message>
        <source>Groups that read this topic</source>
        <translation>이 토픽을 읽는 그룹</translation>
    </message>
    <message>
        <source>Not in the cluster</source>
        <translation>클러스터에 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>파티션 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n replica(s)</source>
        <translation>
            <numerusform>복제본 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>레코드 %1건</translation>
    </message>
    <message>
        <source>Reading the configuration</source>
        <translation>설정을 읽는 중</translation>
    </message>
    <message>
        <source>Reading groups</source>
        <translation>그룹을 읽는 중</translation>
    </message>
    <message>
        <source>No group reads this topic</source>
        <translation>이 토픽을 읽는 그룹이 없습니다</translation>
    </message>
    <message>
        <source>That is no fault: its records are kept as long as the retention says.</source>
        <translation>문제는 아닙니다. 레코드는 보존 설정만큼 남아 있습니다.</translation>
    </message>
    <message>
        <source>Delivery safety</source>
        <translation>전달 안전성</translation>
    </message>
    <message>
        <source>Every partition</source>
        <translation>모든 파티션</translation>
    </message>
    <message>
        <source>Under-replicated</source>
        <translation>복제본 부족</translation>
    </message>
    <message>
        <source>At or below min ISR</source>
        <translation>최소 ISR 이하</translation>
    </message>
    <message>
        <source>Which partitions</source>
        <translation>표시할 파티션</translation>
    </message>
    <message>
        <source>Broker %1 did not answer all: a part of this topic is unknown.</source>
        <translation>브로커 %1이(가) 모두 응답하지 않아 이 토픽의 일부를 알 수 없습니다.</translation>
    </message>
    <message>
        <source>A part of this topic is unknown.</source>
        <translation>이 토픽의 일부를 알 수 없습니다.</translation>
    </message>
    <message>
        <source>The configuration could not be read.</source>
        <translation>설정을 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>부하</translation>
    </message>
    <message>
        <source>Generate load...</source>
        <translation>부하 생성...</translation>
    </message>
</context>
<context>
    <name>Topics</name>
    <message>
        <source>for ever</source>
        <translation>무기한</translation>
    </message>
    <message numerus="yes">
        <source>%n without leader</source>
        <translation>
            <numerusform>리더 없음 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n under-replicated</source>
        <translation>
            <numerusform>복제 부족 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>In sync</source>
        <translation>동기화됨</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>복제본</translation>
    </message>
    <message>
        <source>Replication factor of the first partition</source>
        <translation>첫 파티션의 복제 계수</translation>
    </message>
    <message>
        <source>Cleanup</source>
        <translation>정리 방식</translation>
    </message>
    <message>
        <source>Keeps</source>
        <translation>보존</translation>
    </message>
    <message>
        <source>retention.ms: closed segments older than this go</source>
        <translation>retention.ms: 이보다 오래된 닫힌 세그먼트를 삭제합니다</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Σ(high watermark − log start offset): an upper bound where the topic is compacted or transactional</source>
        <translation>Σ(하이 워터마크 − 로그 시작 오프셋): compact 또는 트랜잭션 토픽에서는 상한값입니다</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Σ of the leaders&apos; logs, one copy each</source>
        <translation>리더 로그의 합, 한 벌씩</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>Growth of the high watermarks between the last two looks</source>
        <translation>최근 두 번 읽은 사이 하이 워터마크의 증가</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>최근 1시간</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message numerus="yes">
        <source>%n below min ISR</source>
        <translation>
            <numerusform>%n개 최소 ISR 미만</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n at min ISR</source>
        <translation>
            <numerusform>%n개 최소 ISR</numerusform>
        </translation>
    </message>
    <message>
        <source>Min ISR</source>
        <translation>최소 ISR</translation>
    </message>
    <message>
        <source>min.insync.replicas: with fewer in sync, writes with acks=all are refused</source>
        <translation>min.insync.replicas: 동기화된 수가 이보다 적으면 acks=all 쓰기가 거부됩니다</translation>
    </message>
</context>
<context>
    <name>TopicsPage</name>
    <message>
        <source>Filter by name</source>
        <translation>이름으로 거르기</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>내부</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>토픽</translation>
    </message>
    <message>
        <source>Show the cluster&apos;s own topics</source>
        <translation>클러스터 내부 토픽 보기</translation>
    </message>
    <message>
        <source>New topic...</source>
        <translation>새 토픽...</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>열</translation>
    </message>
    <message>
        <source>This profile is read only.</source>
        <translation>읽기 전용 프로필입니다.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Delete...</source>
        <translation>삭제...</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n topic(s)...</source>
        <translation>
            <numerusform>토픽 %n개 삭제...</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading topics</source>
        <translation>토픽을 읽는 중</translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>토픽 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 internal</source>
        <translation>내부 %1개</translation>
    </message>
    <message>
        <source>%1 partitions</source>
        <translation>파티션 %1개</translation>
    </message>
    <message>
        <source>No topic yet</source>
        <translation>아직 토픽이 없습니다</translation>
    </message>
    <message>
        <source>A topic holds the records of one kind.</source>
        <translation>토픽에는 한 종류의 레코드를 담습니다.</translation>
    </message>
    <message>
        <source>Not all brokers answered.</source>
        <translation>일부 브로커가 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>Every topic</source>
        <translation>모든 토픽</translation>
    </message>
    <message>
        <source>Under-replicated</source>
        <translation>복제본 부족</translation>
    </message>
    <message>
        <source>At or below min ISR</source>
        <translation>최소 ISR 이하</translation>
    </message>
    <message>
        <source>Which topics</source>
        <translation>표시할 토픽</translation>
    </message>
    <message>
        <source>New topic like this...</source>
        <translation>이와 같은 새 토픽...</translation>
    </message>
    <message>
        <source>Delete all records...</source>
        <translation>모든 레코드 삭제...</translation>
    </message>
    <message>
        <source>The topic&apos;s settings could not be read.</source>
        <translation>토픽의 설정을 읽지 못했습니다.</translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message>
        <source>Keeping up</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Falling behind</source>
        <translation>뒤처지는 중</translation>
    </message>
    <message>
        <source>Stalled</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>Rewound</source>
        <translation>되감김</translation>
    </message>
    <message>
        <source>No member</source>
        <translation>멤버 없음</translation>
    </message>
    <message>
        <source>Idle, nothing unread</source>
        <translation>쉬는 중, 남은 레코드 없음</translation>
    </message>
    <message>
        <source>Offsets lost</source>
        <translation>오프셋 유실</translation>
    </message>
    <message>
        <source>Never committed</source>
        <translation>커밋한 적 없음</translation>
    </message>
    <message>
        <source>Too early to say</source>
        <translation>아직 판정 불가</translation>
    </message>
    <message>
        <source>The lag is zero at times, or does not grow.</source>
        <translation>랙이 때때로 0이거나 늘지 않습니다.</translation>
    </message>
    <message>
        <source>%1 has unread records, and its commit has not moved for %2.</source>
        <translation>%1에 읽지 않은 레코드가 있는데 커밋이 %2 동안 움직이지 않았습니다.</translation>
    </message>
    <message>
        <source>%1 went back by %2 records %3 ago.</source>
        <translation>%1이(가) %3 전에 레코드 %2건만큼 되돌아갔습니다.</translation>
    </message>
    <message>
        <source>Nobody reads, and %1 records are unread.</source>
        <translation>읽는 멤버가 없고 레코드 %1건이 남아 있습니다.</translation>
    </message>
    <message>
        <source>Nobody reads, and nothing is unread.</source>
        <translation>읽는 멤버가 없고 남은 레코드도 없습니다.</translation>
    </message>
    <message>
        <source>%1: %2 records were deleted before they were read.</source>
        <translation>%1: 레코드 %2건을 읽기 전에 삭제했습니다.</translation>
    </message>
    <message>
        <source>%1: the committed offset lies beyond the end of the log.</source>
        <translation>%1: 커밋 오프셋이 로그 끝보다 뒤에 있습니다.</translation>
    </message>
    <message>
        <source>No offset was ever committed, so there is no lag to tell.</source>
        <translation>오프셋을 커밋한 적이 없어 랙을 알 수 없습니다.</translation>
    </message>
    <message>
        <source>A verdict needs three looks at the group.</source>
        <translation>판정하려면 그룹을 세 번 읽어야 합니다.</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>만료됨</translation>
    </message>
    <message>
        <source>Ahead of end</source>
        <translation>로그 끝보다 앞섬</translation>
    </message>
    <message>
        <source>Stable</source>
        <translation>안정</translation>
    </message>
    <message>
        <source>Rebalancing</source>
        <translation>리밸런싱 중</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>사라짐</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>준비 안 됨</translation>
    </message>
    <message>
        <source>never</source>
        <translation>따라잡지 못함</translation>
    </message>
    <message>
        <source>Lag grew by %1 records although commits advance.</source>
        <translation>커밋은 진행되지만 랙이 레코드 %1개만큼 늘었습니다.</translation>
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
</TS>
